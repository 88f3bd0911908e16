package main

// product adds to each row of sums the product of a row of a and b: sums is
// rows x n, b is k x n, and row i of a is the k values from a[i*down] on, each
// across behind the last. Each sum is made in the order of k, so that both forms
// of it, this and the one with vectors, give the same bits.
func product(sums, a, b []float32, rows, n, k, down, across int) {
	whole := n / 8 * 8
	if whole > 0 {
		productOfEights(sums, a, b, rows, n, k, down, across, whole)
	}
	for i := range rows {
		for j := whole; j < n; j++ {
			sum := sums[i*n+j]
			for t := range k {
				sum += float32(a[i*down+t*across] * b[t*n+j])
			}
			sums[i*n+j] = sum
		}
	}
}

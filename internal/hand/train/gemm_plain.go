//go:build !goexperiment.simd || !amd64

package main

// productOfEights is product for the first whole columns, a multiple of 8.
func productOfEights(sums, a, b []float32, rows, n, k, down, across, whole int) {
	for i := range rows {
		to := sums[i*n : i*n+whole]
		for t := range k {
			v := a[i*down+t*across]
			from := b[t*n : t*n+whole]
			for j := range to {
				to[j] += float32(v * from[j])
			}
		}
	}
}

// add adds factor times from to to.
func add(to, from []float32, factor float32) {
	from = from[:len(to)]
	for i := range to {
		to[i] += float32(from[i] * factor)
	}
}

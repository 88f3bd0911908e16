//go:build goexperiment.simd && amd64

package main

import "simd/archsimd"

// productOfEights is product for the first whole columns, a multiple of 8.
// Multiplication and addition stay apart: fused they would round otherwise than
// the form without vectors.
func productOfEights(sums, a, b []float32, rows, n, k, down, across, whole int) {
	i := 0
	for ; i+4 <= rows; i += 4 {
		a0, a1, a2, a3 := a[i*down:], a[(i+1)*down:], a[(i+2)*down:], a[(i+3)*down:]
		j := 0
		for ; j+16 <= whole; j += 16 {
			s0, s1, s2, s3 := sums[i*n+j:], sums[(i+1)*n+j:], sums[(i+2)*n+j:], sums[(i+3)*n+j:]
			c00, c01 := archsimd.LoadFloat32x8Slice(s0), archsimd.LoadFloat32x8Slice(s0[8:])
			c10, c11 := archsimd.LoadFloat32x8Slice(s1), archsimd.LoadFloat32x8Slice(s1[8:])
			c20, c21 := archsimd.LoadFloat32x8Slice(s2), archsimd.LoadFloat32x8Slice(s2[8:])
			c30, c31 := archsimd.LoadFloat32x8Slice(s3), archsimd.LoadFloat32x8Slice(s3[8:])
			at, u := j, 0
			for range k {
				v := b[at : at+16 : at+16]
				b0, b1 := archsimd.LoadFloat32x8Slice(v), archsimd.LoadFloat32x8Slice(v[8:])
				at += n
				x := archsimd.BroadcastFloat32x8(a0[u])
				c00, c01 = c00.Add(x.Mul(b0)), c01.Add(x.Mul(b1))
				x = archsimd.BroadcastFloat32x8(a1[u])
				c10, c11 = c10.Add(x.Mul(b0)), c11.Add(x.Mul(b1))
				x = archsimd.BroadcastFloat32x8(a2[u])
				c20, c21 = c20.Add(x.Mul(b0)), c21.Add(x.Mul(b1))
				x = archsimd.BroadcastFloat32x8(a3[u])
				c30, c31 = c30.Add(x.Mul(b0)), c31.Add(x.Mul(b1))
				u += across
			}
			c00.StoreSlice(s0)
			c01.StoreSlice(s0[8:])
			c10.StoreSlice(s1)
			c11.StoreSlice(s1[8:])
			c20.StoreSlice(s2)
			c21.StoreSlice(s2[8:])
			c30.StoreSlice(s3)
			c31.StoreSlice(s3[8:])
		}
		for ; j < whole; j += 8 {
			s0, s1, s2, s3 := sums[i*n+j:], sums[(i+1)*n+j:], sums[(i+2)*n+j:], sums[(i+3)*n+j:]
			c0, c1, c2, c3 := archsimd.LoadFloat32x8Slice(s0), archsimd.LoadFloat32x8Slice(s1), archsimd.LoadFloat32x8Slice(s2), archsimd.LoadFloat32x8Slice(s3)
			at, u := j, 0
			for range k {
				v := archsimd.LoadFloat32x8Slice(b[at : at+8 : at+8])
				at += n
				c0 = c0.Add(archsimd.BroadcastFloat32x8(a0[u]).Mul(v))
				c1 = c1.Add(archsimd.BroadcastFloat32x8(a1[u]).Mul(v))
				c2 = c2.Add(archsimd.BroadcastFloat32x8(a2[u]).Mul(v))
				c3 = c3.Add(archsimd.BroadcastFloat32x8(a3[u]).Mul(v))
				u += across
			}
			c0.StoreSlice(s0)
			c1.StoreSlice(s1)
			c2.StoreSlice(s2)
			c3.StoreSlice(s3)
		}
	}
	for ; i < rows; i++ {
		row := a[i*down:]
		for j := 0; j < whole; j += 8 {
			s := sums[i*n+j:]
			c := archsimd.LoadFloat32x8Slice(s)
			at := j
			for t := range k {
				c = c.Add(archsimd.BroadcastFloat32x8(row[t*across]).Mul(archsimd.LoadFloat32x8Slice(b[at : at+8 : at+8])))
				at += n
			}
			c.StoreSlice(s)
		}
	}
	archsimd.ClearAVXUpperBits() // what comes is without vectors, and slow where these are not clear
}

// add adds factor times from to to.
func add(to, from []float32, factor float32) {
	from = from[:len(to)]
	f := archsimd.BroadcastFloat32x8(factor)
	i := 0
	for ; i+8 <= len(to); i += 8 {
		t := to[i : i+8 : i+8]
		archsimd.LoadFloat32x8Slice(t).Add(archsimd.LoadFloat32x8Slice(from[i : i+8 : i+8]).Mul(f)).StoreSlice(t)
	}
	archsimd.ClearAVXUpperBits()
	for ; i < len(to); i++ {
		to[i] += float32(from[i] * factor)
	}
}

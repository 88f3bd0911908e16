package mend

import "testing"

func TestJoin(t *testing.T) {
	for _, c := range []struct{ in, want, trap string }{
		{"ngày 30 tháng 6 năm 2016 của Chủ\n\ntịch Ủy ban nhân dân tỉnh;", "ngày 30 tháng 6 năm 2016 của Chủ\ntịch Ủy ban nhân dân tỉnh;", "an issuer over two lines"},
		{"của Ủy ban nhân dân xã,\n \nthị trấn", "của Ủy ban nhân dân xã,\nthị trấn", "behind a comma"},
		{"của Giám đốc Sở Nội\n\nvụ tại Tờ trình", "của Giám đốc Sở Nội\nvụ tại Tờ trình", "a body over two lines"},
		{"gồm các nội dung\n\na) Lập danh mục", "gồm các nội dung\n\na) Lập danh mục", "a label"},
		{"gồm các nội dung\n\nii. Lập danh mục", "gồm các nội dung\n\nii. Lập danh mục", "a label in Roman figures"},
		{"KẾ HOẠCH\n\nvề trực đêm", "KẾ HOẠCH\n\nvề trực đêm", "a title"},
		{"thi hành Quyết định này./.\n\nnơi nhận", "thi hành Quyết định này./.\n\nnơi nhận", "the end of a sentence"},
		{"của Chủ\n\nTịch Ủy ban", "của Chủ\n\nTịch Ủy ban", "a capital begins what is new"},
		{"của Chủ\ntịch Ủy ban", "của Chủ\ntịch Ủy ban", "no empty line"},
	} {
		e := mended(c.in)
		if e.Text != c.want {
			t.Errorf("%s: %q becomes %q, want %q", c.trap, c.in, e.Text, c.want)
		}
		if from, to := e.Back(0, len(e.Text)); from != 0 || to != len(c.in) {
			t.Errorf("%s: the whole leads back to %d, %d of %d", c.trap, from, to, len(c.in))
		}
	}
}

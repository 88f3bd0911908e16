package ocr

import "testing"

// imageTable is what pdfimages -list prints of images.
func imageTable(rows string) string {
	return "page   num  type   width height color comp bpc  enc interp  object ID x-ppi y-ppi size ratio\n" +
		"--------------------------------------------------------------------------------------------\n" + rows
}

// TestDrawAt: at what resolution a page is drawn follows from what is on it.
func TestDrawAt(t *testing.T) {
	a4 := sheet{pages: 2, width: 595, height: 842}
	scan := "   1     0 image    2480  3508  rgb     3   8  jpeg   no         7  0   300   300  732K 2.9%\n"
	for _, c := range []struct {
		trap, rows  string
		page        sheet
		first, rest float64
	}{
		{"a scan of 300 dpi", scan, a4, 300, 175},
		{"a seal's mask is no scan", "   1     1 image     180   184  icc     3   8  image  no        14  0   204   204 70.6K  73%\n", a4, 300, 175},
		{"the scan, not the seal over it", scan + "   1     1 smask    9000  9000  gray    1   8  image  no        14  0   204   204 70.6K  73%\n", a4, 300, 175},
		{"a scan of 200 dpi is read as it is", "   1     0 image    1654  2339  gray    1   8  jpeg   no         6  0   200   200  170K 4.5%\n", a4, 200, 200},
		{"a telephone's scan is enlarged here, not by poppler", "   1     0 image     827  1169  rgb     3   8  jpeg   no         6  0   100   100  986K  34%\n", a4, 100, 100},
		{"a scan of 600 dpi", "   1     0 image    4960  7016  gray    1   1  ccitt  no         6  0   600   600  170K 4.5%\n", a4, 300, 175},
		{"a scan that lies on its side in a page that is turned", "   1     0 image    3508  2480  rgb     3   8  jpeg   no         7  0   300   300  732K 2.9%\n", a4, 300, 175},
		{"a scan cut in strips", "   1     0 image    2480   500  rgb     3   8  jpeg   no         7  0   300   300  732K 2.9%\n", a4, 300, 175},
		{"a letter-head over text", "   1     0 image    1200   300  rgb     3   8  jpeg   no         7  0   150   150  732K 2.9%\n", a4, 300, 175},
		{"no image", "", a4, 300, 175},
		{"a resolution that is none", "   1     0 image    2480  3508  rgb     3   8  jpeg   no         7  0   inf   nan  732K 2.9%\n", a4, 300, 175},
		{"a page of unknown size", scan, sheet{pages: 1}, 300, 175},
	} {
		own := parseImages(imageTable(c.rows)).over(c.page)
		if first, rest := drawAt(own, 1), drawAt(own, 2); first != c.first || rest != c.rest {
			t.Errorf("%s: drawn at %.0f dpi, %.0f after the first page; want %.0f, %.0f", c.trap, first, rest, c.first, c.rest)
		}
	}
}

package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vanthu/corpus"
	"vanthu/internal/desk"
	"vanthu/internal/extract"
	"vanthu/internal/facsimile"
	"vanthu/internal/fixture"
	"vanthu/internal/index"
	"vanthu/internal/read"
	"vanthu/internal/sandbox"
	"vanthu/internal/store"
	"vanthu/internal/zone"
)

func TestMain(m *testing.M) {
	sandbox.Main(read.Sandboxed())
	os.Exit(m.Run())
}

// papers are the documents of the tests. They cite each other: the plan of 2022
// is based on the resolution, the one of 2024 replaces it, and a law is cited by
// all and not held.
var papers = map[string]string{
	"nghi-quyet.txt": `TỈNH ỦY AN KHÊ
*
Số 15-NQ/TU

ĐẢNG CỘNG SẢN VIỆT NAM
An Khê, ngày 08 tháng 10 năm 2021

NGHỊ QUYẾT
về chuyển đổi số trong công tác văn thư, lưu trữ

Căn cứ Luật Lưu trữ ngày 21/6/2024;
Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy số hóa tài liệu lưu trữ lịch sử.

T/M BAN THƯỜNG VỤ
BÍ THƯ

Trần Văn Mẫu
`,
	"ke-hoach-2022.txt": `HUYỆN ỦY BÌNH THẠNH
*
Số 21-KH/HU

ĐẢNG CỘNG SẢN VIỆT NAM
Bình Thạnh, ngày 14 tháng 02 năm 2022

KẾ HOẠCH
thực hiện Nghị quyết số 15-NQ/TU ngày 08/10/2021 của Ban Thường vụ Tỉnh ủy

Thực hiện Nghị quyết số 15-NQ/TU ngày 08/10/2021 của Ban Thường vụ Tỉnh ủy về chuyển đổi số, Huyện ủy xây dựng kế hoạch số hóa tài liệu.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Lê Thị Thảo
`,
	"ke-hoach-2024.txt": `HUYỆN ỦY BÌNH THẠNH
*
Số 67-KH/HU

ĐẢNG CỘNG SẢN VIỆT NAM
Bình Thạnh, ngày 19 tháng 8 năm 2024

KẾ HOẠCH
thực hiện Nghị quyết số 15-NQ/TU ngày 08/10/2021 của Ban Thường vụ Tỉnh ủy giai đoạn 2024 - 2026

Căn cứ Luật Lưu trữ ngày 21/6/2024;
Thực hiện Nghị quyết số 15-NQ/TU ngày 08/10/2021 của Ban Thường vụ Tỉnh ủy, Huyện ủy xây dựng kế hoạch như sau.
Kế hoạch này thay thế Kế hoạch số 21-KH/HU ngày 14/02/2022 của Huyện ủy Bình Thạnh.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Lê Thị Thảo
`,
	"mat.txt": `HUYỆN ỦY BÌNH THẠNH
*
Số 05-BC/HU

ĐẢNG CỘNG SẢN VIỆT NAM
Bình Thạnh, ngày 03 tháng 3 năm 2023

MẬT

BÁO CÁO
về việc kín thực hiện Nghị quyết số 15-NQ/TU ngày 08/10/2021 của Ban Thường vụ Tỉnh ủy

Thực hiện Nghị quyết số 15-NQ/TU ngày 08/10/2021 của Ban Thường vụ Tỉnh ủy, Huyện ủy báo cáo việc kín.
Căn cứ Luật Hầm kín ngày 21/6/2019;
Căn cứ Nghị quyết số 991-NQ/TU ngày 08/10/2020 của Ban Thường vụ Tỉnh ủy;

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Lê Thị Thảo
`,
	hostileName: hostileText,
}

// filed says where the papers are filed.
var filed = map[string][]corpus.Label{
	"ke-hoach-2022.txt": {{Kind: corpus.LabelFile, Name: "Chuyển đổi số 2022"}, {Kind: corpus.LabelBox, Name: "17"}},
	"nghi-quyet.txt":    {{Kind: corpus.LabelBox, Name: "17"}},
	"mat.txt":           {{Kind: corpus.LabelBox, Name: "Tủ thép 9"}},
}

// A hostile document brings script wherever text of a document can come to: its
// subject, body, issuer, and the name of its file.
const (
	hostileName = `x"><img src=x onerror=alert(1)>.txt`
	hostileText = `ỦY BAN NHÂN DÂN
XÃ AN KHÊ

Số: 12/TB-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Khê, ngày 05 tháng 5 năm 2025

THÔNG BÁO
Về việc <script>document.title="pwned"</script> lịch trực "><svg onload=alert(1)> {{.Title}}

Thực hiện Nghị quyết số 15-NQ/TU ngày 08/10/2021 của <b onclick=alert(2)>Ban Thường vụ Tỉnh ủy</b> </div></main><script>window.pwned=1</script><style>body{display:none}</style>
<a href="javascript:alert(3)">bấm vào đây</a> <iframe src="https://other.example/"></iframe>

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Phạm Văn Mẫu
`
)

// A shelf is an archive and what of it the tests name.
type shelf struct {
	archive *store.Archive
	dir     string
	ids     map[string]corpus.ID // by the name of the file
}

// shelve builds an archive: papers, and those PDFs of testdata/box that are
// named. It is read in the same way as by an import, without OCR.
func shelve(t testing.TB, pdfs ...string) *shelf {
	t.Helper()
	dir := t.TempDir()
	archive, err := store.Open(t.Context(), filepath.Join(dir, "archive"), store.Options{Create: true, Revision: extract.Revision})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { archive.Close() })
	s := &shelf{archive, dir, map[string]corpus.ID{}}
	files := map[string]string{}
	for name, text := range papers {
		files[name] = text
	}
	root, err := fixture.Root()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range pdfs {
		data, err := os.ReadFile(filepath.Join(root, "testdata/box/pdf", name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(data)
	}
	s.add(t, files)
	s.publish(t)
	return s
}

func (s *shelf) add(t testing.TB, files map[string]string) {
	t.Helper()
	ctx := t.Context()
	run, err := s.archive.BeginRun(ctx, "import", []string{"box"})
	if err != nil {
		t.Fatal(err)
	}
	var arrivals []store.Arrival
	for name, text := range files {
		o, err := s.archive.PutOriginal(ctx, strings.NewReader(text), 0)
		if err != nil {
			t.Fatal(err)
		}
		kind := "text/plain"
		if strings.HasSuffix(name, ".pdf") {
			kind = "application/pdf"
		}
		arrivals = append(arrivals, store.Arrival{Original: o, Name: name, MediaType: kind, Labels: filed[name]})
		s.ids[name] = o.ID
	}
	if _, err := s.archive.Admit(ctx, run.ID, arrivals); err != nil {
		t.Fatal(err)
	}
	jobs, err := s.archive.Lease(ctx, run.ID, len(files), time.Hour, false)
	if err != nil {
		t.Fatal(err)
	}
	reader := read.New(read.Never)
	var batch []store.Kept
	for _, j := range jobs {
		leaves, err := reader.Open(ctx, j.Path, j.Source.MediaType)
		if err != nil {
			t.Fatalf("%s: %v", j.Source.Name, err)
		}
		var pages []corpus.Page
		for _, l := range leaves {
			l.Page.Language, l.Page.Quality = "vi", 1
			pages = append(pages, *l.Page)
		}
		j.Source.Pages = len(pages)
		batch = append(batch, store.Kept{Job: j, Source: j.Source, Pages: pages, Record: extract.Record(j.Source, zone.Split(pages))})
	}
	if err := s.archive.Keep(ctx, run.ID, batch); err != nil {
		t.Fatal(err)
	}
	if err := s.archive.EndRun(ctx, run.ID, store.Summary{Files: len(files), Documents: len(files)}); err != nil {
		t.Fatal(err)
	}
}

func (s *shelf) publish(t testing.TB) {
	t.Helper()
	if _, err := index.Publish(t.Context(), s.index(), source{s.archive}, index.Options{}); err != nil {
		t.Fatal(err)
	}
}

func (s *shelf) index() string { return filepath.Join(s.archive.Dir(), "index") }

// A source is the archive as an index is fed from it.
type source struct{ *store.Archive }

func (s source) Changes(ctx context.Context, after int64, limit int) ([]index.Change, error) {
	changes, err := s.Archive.Changes(ctx, after, limit)
	out := make([]index.Change, len(changes))
	for i, c := range changes {
		out[i] = index.Change{Seq: c.Seq, ID: c.ID, Removed: c.Deleted}
	}
	return out, err
}

func (s source) Count(ctx context.Context) (settled, all int, err error) {
	c, err := s.Counts(ctx)
	return c.Documents, c.Documents, err
}

func (s source) Document(ctx context.Context, id corpus.ID) (index.Entry, error) {
	entry, err := desk.Lookup(ctx, s.Archive, id)
	if err != nil {
		return entry, err
	}
	entry.Record.Labels, err = s.Labels(ctx, id)
	return entry, err
}

// serve makes a server of the shelf; change alters what it is made of.
func (s *shelf) serve(t testing.TB, change func(*Config)) *Server {
	t.Helper()
	studio, err := facsimile.New(facsimile.Options{Dir: filepath.Join(s.dir, "images"), Limit: 10 << 20, Desks: 1, Queue: 8, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	cfg := Config{
		Archive: s.archive, IndexDir: s.index(), Studio: studio, Now: time.Now, Secret: true,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	}
	if change != nil {
		change(&cfg)
	}
	server, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	return server
}

// get asks a handler for an address.
func get(t testing.TB, h http.Handler, address string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, address, nil)
	r.Host = "localhost:8080"
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// body is the answer to an address that must be answered with 200.
func body(t testing.TB, h http.Handler, address string) string {
	t.Helper()
	w := get(t, h, address)
	if w.Code != http.StatusOK {
		t.Fatalf("GET %s: status %d: %.300s", address, w.Code, w.Body)
	}
	return w.Body.String()
}

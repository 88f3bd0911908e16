package extract

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"vanthu/corpus"
	"vanthu/internal/read/plain"
	"vanthu/internal/zone"
)

// Of any text: the record obeys the schema, every place holds its raw text, and
// the same text gives the same record.
func FuzzRecord(f *testing.F) {
	paths, _ := filepath.Glob("testdata/*.txtar")
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(txtar.Parse(data).Files[0].Data)
	}
	f.Add([]byte("Thông tư\nsố 1/QĐ-BYT ngày"))
	f.Add([]byte("a;0/2000/CT-BNG"))
	f.Add([]byte("KẾ HOẠCH\x0cTM. ỦY BAN\nTrần Văn Mẫu"))
	f.Fuzz(func(t *testing.T, data []byte) {
		pages, err := plain.Read(bytes.ToValidUTF8(data, []byte("?")), "text/plain")
		if err != nil {
			return
		}
		src := corpus.Source{Name: "fuzz.txt"}
		r := Record(src, zone.Split(pages))
		checkSpans(t, "fuzz", &r, pages)
		checkSchema(t, "fuzz", r)
		if again := Record(src, zone.Split(pages)); !reflect.DeepEqual(r, again) {
			t.Error("the same text gave another record")
		}
	})
}

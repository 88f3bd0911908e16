package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"vanthu/corpus"
	"vanthu/internal/fixture"
)

// TestWrittenByHand: a made scan whose number and day a pen wrote goes through
// vanthu extract: what is asserted is right, most of it is, and what is not is
// left as a finding with the crop and what it may be.
func TestWrittenByHand(t *testing.T) {
	if _, err := exec.LookPath("tesseract"); err != nil {
		t.Skip("tesseract is not installed: sudo apt-get install -y tesseract-ocr-vie")
	}
	dir := t.TempDir()
	type fields struct{ number, day string }
	want := []fields{{"273", "16"}, {"47", "05"}, {"1306", "28"}}
	args := []string{"extract"}
	for i, f := range want {
		sheet := fixture.Directive{
			Left: []string{"ỦY BAN NHÂN DÂN", "XÃ AN KHÊ"}, Right: []string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"},
			Number: []string{"Số:               /BC-UBND"}, Place: "An Khê, ngày           tháng 5 năm 2024", Title: "BÁO CÁO", Subject: []string{"Về kho lưu trữ"},
			Body: []string{"Kho lưu trữ đã xuống cấp, theo Công văn số 17/SNV-VTLT ngày 02/5/2024 của Sở Nội vụ./."}, Recipients: []string{"- Lưu: VT."},
			Signature: []string{"CHỦ TỊCH"}, Signer: "Trần Văn Mẫu",
		}.Sheets()[0]
		hand := fixture.Hand{Seed: uint64(40 + i), Size: 12, Width: 1.2, Slant: 0.2, Shake: 0.015, Blue: i == 1}
		sheet.Write("Số:", f.number, hand)
		hand.Seed += 100
		sheet.Write("ngày", f.day, hand)
		data, err := fixture.PNG(fixture.Scan{Seed: uint64(i), Noise: 6, Degrees: 0.2}.Spoil(sheet.Image(200)), 200)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, fmt.Sprintf("scan-%d.png", i+1)) // the name says nothing
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	asserted := 0
	out := output(t, args...)
	for i, line := range strings.Split(strings.TrimSpace(out), "\n") {
		var r corpus.Record
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		for _, f := range []struct {
			what, want string
			got        corpus.Field[string]
		}{
			{"number", want[i].number + "/BC-UBND", r.Number.Field},
			{"date", "2024-05-" + want[i].day, r.Issued},
		} {
			if f.got.Value == nil || f.got.Confidence < 0.7 {
				if !doubted(r, f.what) {
					t.Errorf("scan %d: the %s is not asserted and no finding shows the crop: %+v", i+1, f.what, r.Findings)
				}
				continue
			}
			asserted++
			if *f.got.Value != f.want || f.got.Evidence != corpus.EvidenceHand {
				t.Errorf("scan %d: the %s is %s by %s, want %s by its handwriting", i+1, f.what, *f.got.Value, f.got.Evidence, f.want)
			}
		}
	}
	if asserted < 4 {
		t.Errorf("%d of 6 fields that a clear pen wrote are asserted, want 4:\n%s", asserted, out)
	}
	first, _, _ := strings.Cut(out, "\n")
	if again := output(t, args[:2]...); strings.TrimSpace(again) != first {
		t.Error("the same scan gave another record")
	}
}

// doubted says whether a finding about the field has a crop and candidates.
func doubted(r corpus.Record, field string) bool {
	for _, f := range r.Findings {
		if strings.HasPrefix(f.Code, field+"-") && f.Box != nil {
			return true
		}
	}
	return false
}

package mend

import "testing"

func TestSurname(t *testing.T) {
	for _, tt := range []struct{ name, want, trap string }{
		{"Nguyên Hoàng Mẫu", "Nguyễn Hoàng Mẫu", "marks that no family name has"},
		{"TRÂN VĂN MẪU", "TRẦN VĂN MẪU", "in capitals"},
		{"hạm Trường Mẫu", "Phạm Trường Mẫu", "its first letter lies under a stroke of the pen"},
		{"Lương Văn Mẫu", "Lương Văn Mẫu", "Lường is one too"},
		{"Luong Văn Mẫu", "Luong Văn Mẫu", "may be Lương or Lường"},
		{"Vu Thị Mẫu", "Vu Thị Mẫu", "a family name as it stands"},
		{"àng Văn Mẫu", "àng Văn Mẫu", "Hoàng, Đàng, Quàng: not one letter, or many"},
		{"Siu Mẫu", "Siu Mẫu", "a name that the table has not"},
		{"Nguyên", "Nguyên", "one word is no name"},
	} {
		if got := Surname(tt.name); got != tt.want {
			t.Errorf("%s: Surname(%q) = %q, want %q", tt.trap, tt.name, got, tt.want)
		}
	}
}

package cite

import (
	"fmt"
	"strings"
	"testing"

	"vanthu/corpus"
)

// sample is a text of the shape of real ones: a preamble full of citations,
// then articles with one here and there.
func sample(articles int) string {
	var b strings.Builder
	b.WriteString("QUYẾT ĐỊNH\nVề việc ban hành Quy chế làm việc\n\nCăn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;\n\n")
	for i := range 6 {
		fmt.Fprintf(&b, "Căn cứ Nghị định số %d/2025/NĐ-CP ngày 0%d tháng 3 năm 2025 của Chính phủ quy định chi tiết một số điều của Luật Đất đai, được sửa đổi, bổ sung bởi Nghị định số %d/2025/NĐ-CP;\n\n", 20+i, 1+i, 120+i)
	}
	for i := range articles {
		fmt.Fprintf(&b, "Điều %d. Trách nhiệm của các cơ quan, đơn vị\n\n1. Các cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh, Ủy ban nhân dân cấp xã chủ trì, phối hợp với các tổ chức chính trị - xã hội tổ chức tuyên truyền, phổ biến, quán triệt đến cán bộ, công chức, viên chức và Nhân dân; theo dõi, đôn đốc, kiểm tra việc thực hiện; định kỳ sơ kết, tổng kết và báo cáo cấp có thẩm quyền.\n\n2. Việc quản lý, sử dụng kinh phí thực hiện theo quy định của pháp luật về ngân sách nhà nước và hướng dẫn tại Thông tư số %d/2024/TT-BTC ngày 15 tháng 5 năm 2024 của Bộ trưởng Bộ Tài chính.\n\n3. Người đứng đầu chịu trách nhiệm toàn diện trước cấp trên về kết quả thực hiện nhiệm vụ được giao trong phạm vi lĩnh vực, địa bàn phụ trách; kịp thời đề xuất, kiến nghị những nội dung phát sinh, vướng mắc.\n\n", i+1, i%90+1)
	}
	return b.String()
}

func BenchmarkFind(b *testing.B) {
	text := sample(400)
	page := corpus.Page{Number: 1, Text: text}
	in := Input{Flow: corpus.NewFlow([]corpus.Page{page}, []corpus.Span{{Page: 1, Start: 0, End: len(text)}}), Pages: []corpus.Page{page}, SelfType: "Quyết định"}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Find(in)
	}
}

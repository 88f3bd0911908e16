package office

import (
	"errors"
	"strings"
	"testing"

	"vanthu/corpus"
	"vanthu/internal/vntext/legacy"
)

func TestHTML(t *testing.T) {
	for _, c := range []struct{ trap, in, want string }{
		{"blocks, line breaks, white space", "<p>  a \n b<br>c </p><div>d<div>e</div>f</div>g", "a b\nc\nd\ne\nf\ng"},
		{"inline elements join", "Số: <b>12</b>/<i>KH</i>-<span>UBND </span> x", "Số: 12/KH-UBND x"},
		{"what is not shown", "<head><title>t</title></head><style>p{}</style><script>s</script><nav>menu</nav><p hidden>h</p><p style='display: none'>n</p><span style='mso-hide:all'>m</span>a", "a"},
		{"entities", "A&amp;B &lt;5&gt; &#272;i&#7873;u&nbsp;1", "A&B <5> Điều 1"},
		{"lists", "<ol start=3><li>a<li value=7>b<ul><li>c</ul></ol><ol type=a><li>d</ol><ol type=I reversed><li>e<li>f</ol>", "3. a\n7. b\n• c\na. d\nII. e\nI. f"},
		{"a head in two cells", "<table><tr><td>UBND<br>Số: 1<td><p>CỘNG HÒA<p>Độc lập</table>x", "UBND\nSố: 1\nCỘNG HÒA\nĐộc lập\nx"},
		{"rows", "<table><tr><th>TT<th>Tên<tr><td>1<td><td>Xã</table>", "TT\tTên\n1\t\tXã"},
		{"pre", "<pre>a\n  b</pre>", "a\n  b"},
		{"pages of Word", "<p>a</p><br clear=all style='mso-special-character:line-break;page-break-before:always'><p>b</p>", "a\fb"},
		{"by font", "<font face='.VnTime'>LuËt</font> <font face='.VnTimeH'>LuËt</font>", "Luật LUẬT"},
		{"by style sheet, as Word writes", `<style><!-- /* x */ @font-face {font-family:x} p.MsoNormal, li.MsoNormal {font-size:14pt; font-family:".VnTime";} .h {display:none}--></style><p class=MsoNormal>LuËt<span class=h>x</span></p>`, "Luật"},
		{"the closest font counts", `<p style='font-family:.VnTime'>LuËt <span style="font-family:'Times New Roman'">mới</span></p>`, "Luật mới"},
		{"capitals", `<p style="text-transform:uppercase">kế hoạch</p>`, "KẾ HOẠCH"},
		{"Word's lists", "<p><![if !supportLists]>1.<span>&nbsp; </span><![endif]>a</p>", "1.  a"},
	} {
		pages, err := Read(t.Context(), written(t, "a.html", []byte("<html><meta charset=utf-8><body>"+c.in)), HTML)
		if err != nil {
			t.Errorf("%s: %v", c.trap, err)
			continue
		}
		if got := joined(pages); got != c.want {
			t.Errorf("%s: %q, want %q", c.trap, got, c.want)
		}
	}
}

func TestHTMLCharsets(t *testing.T) {
	const text = "Căn cứ Luật Tổ chức chính quyền địa phương; xét đề nghị của Chánh Văn phòng, nay quyết định"
	page := func(meta, body string) string {
		return "<html><head>" + meta + "</head><body><p>" + body + "</p></body></html>"
	}
	wide := "\xff\xfe"
	for _, r := range page("", text) {
		wide += string([]byte{byte(r), byte(r >> 8)})
	}
	for _, c := range []struct{ trap, in string }{
		{"UTF-8 that says nothing", page("", text)},
		{"a mark", "\ufeff" + page("", text)},
		{"UTF-16", wide},
		{"Windows-1258", string(legacy.Bytes(page("<meta http-equiv=Content-Type content='text/html; charset=windows-1258'>", legacy.Windows1258.Encode(text))))},
		{"TCVN3 that says nothing", string(legacy.Bytes(page("", legacy.TCVN3.Encode(text))))},
		{"VNI that says Latin-1", string(legacy.Bytes(page("<meta charset=iso-8859-1>", legacy.VNI.Encode(text))))},
	} {
		pages, err := Read(t.Context(), written(t, "a.html", []byte(c.in)), HTML)
		if err != nil {
			t.Errorf("%s: %v", c.trap, err)
			continue
		}
		if got := joined(pages); got != text {
			t.Errorf("%s: %q", c.trap, got)
		}
	}
}

func TestHTMLProblems(t *testing.T) {
	for trap, c := range map[string]struct {
		in   string
		want corpus.Kind
	}{
		"nothing":         {"<html><body><script>x</script>", corpus.Empty},
		"nested too deep": {strings.Repeat("<b><div>", 100_000) + "a", corpus.Malformed},
	} {
		_, err := Read(t.Context(), written(t, "a.html", []byte(c.in)), HTML)
		var problem *corpus.Problem
		if !errors.As(err, &problem) || problem.Kind != c.want {
			t.Errorf("%s: %v, want a problem of kind %s", trap, err, c.want)
		}
	}
}

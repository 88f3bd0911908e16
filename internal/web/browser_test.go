package web

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// axe is axe-core: see testdata/axe/README.md.
//
//go:embed testdata/axe/axe.min.js
var axe string

// A tab is a page in a browser, and what it did that no page of ours may do.
type tab struct {
	*testing.T
	ctx    context.Context
	origin string

	mu     sync.Mutex
	faults []string
}

// browse opens the browser and serves the shelf to it. Every tab is watched: a
// message on the console, or a request to another origin, fails the test.
func browse(t *testing.T, s *shelf) func(t *testing.T) *tab {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			program = path
			break
		}
	}
	if program == "" {
		t.Skip("no browser is installed: apt-get install -y chromium")
	}
	web := httptest.NewServer(s.serve(t, nil).Handler())
	t.Cleanup(web.Close)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox,
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.UserDataDir(t.TempDir()), chromedp.WSURLReadTimeout(time.Minute))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	browser, leave := chromedp.NewContext(allocator)
	t.Cleanup(leave)
	if err := chromedp.Do(browser); err != nil {
		t.Fatalf("start %s: %v", program, err)
	}
	return func(t *testing.T) *tab {
		t.Helper()
		ctx, leave := chromedp.NewContext(browser)
		t.Cleanup(leave)
		ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
		t.Cleanup(cancel)
		p := &tab{T: t, ctx: ctx, origin: web.URL}
		if err := chromedp.Listen(ctx, p.watch); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			for _, f := range p.faults {
				t.Error(f)
			}
		})
		call(p, network.Enable, network.EnableParams{})
		call(p, runtime.Enable, cdp.Empty{})
		call(p, log.Enable, cdp.Empty{})
		p.run(p.size(1280, 900))
		return p
	}
}

func (p *tab) watch(event any) {
	fault := ""
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		fault = "console." + string(e.Type)
		for _, a := range e.Args {
			fault += " " + a.Description + string(a.Value)
		}
	case *runtime.EventExceptionThrown:
		fault = "exception: " + e.ExceptionDetails.Text
		if x := e.ExceptionDetails.Exception; x != nil {
			fault += " " + x.Description
		}
	case *log.EventEntryAdded:
		if e.Entry.Level != log.EntryLevelVerbose && e.Entry.Level != log.EntryLevelInfo {
			fault = fmt.Sprintf("console: %s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, p.origin+"/") && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "about:") {
			fault = "a request to another origin: " + u
		}
	}
	if fault != "" {
		p.mu.Lock()
		p.faults = append(p.faults, fault)
		p.mu.Unlock()
	}
}

// call sends a command of the browser's protocol.
func call[P, R any](p *tab, command cdp.Command[P, R], params P) {
	p.Helper()
	if _, err := chromedp.Call(p.ctx, command, params); err != nil {
		p.Fatal(err)
	}
}

type step = chromedp.Action[chromedp.Void]

func (p *tab) run(steps ...step) {
	p.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		shown, _ := chromedp.Run(p.ctx, chromedp.Location())
		p.Fatalf("at %s: %v", shown, err)
	}
}

// do runs a statement of script.
func do(script string) step { return chromedp.Evaluate[chromedp.Void](script) }

func (p *tab) size(wide, high int64) step {
	if wide < 600 {
		return chromedp.EmulateViewport(wide, high, chromedp.EmulateMobile)
	}
	return chromedp.EmulateViewport(wide, high)
}

func (p *tab) open(address string) {
	p.Helper()
	p.run(chromedp.Navigate(p.origin + address))
}

// js is the value of an expression.
func js[T any](p *tab, expression string) T {
	p.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		p.Fatalf("%s: %v", expression, err)
	}
	return v
}

// wait waits until an expression is true.
func (p *tab) wait(what, expression string) {
	p.Helper()
	for range 100 {
		if js[bool](p, "!!("+expression+")") {
			return
		}
		time.Sleep(30 * time.Millisecond)
	}
	p.Fatalf("%s: %s does not come true at %s", what, expression, js[string](p, "location.href"))
}

// axe looks for barriers; serious and critical ones fail.
func (p *tab) axe(what string) {
	p.Helper()
	if !js[bool](p, "!!window.axe") {
		p.run(do(axe + ";0"))
	}
	found, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`axe.run(document, {resultTypes: ["violations"]}).then((r) => JSON.stringify(r.violations.map((v) => ({id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + " " + (n.any[0]?.message ?? ""))}))))`, chromedp.EvalAwaitPromise))
	if err != nil {
		p.Fatal(err)
	}
	var all []struct {
		ID, Impact, Help string
		Nodes            []string
	}
	if err := json.Unmarshal([]byte(found), &all); err != nil {
		p.Fatal(err)
	}
	for _, v := range all {
		say := p.Logf
		if v.Impact == "serious" || v.Impact == "critical" {
			say = p.Errorf
		}
		say("%s: axe: %s (%s): %s\n\t%s", what, v.ID, v.Impact, v.Help, strings.Join(v.Nodes, "\n\t"))
	}
}

// TestBrowser is the page as an analyst uses it.
func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser takes seconds")
	}
	s := shelve(t, "ke-hoach-huyen-uy.pdf")
	s.addLong(t)
	s.publish(t)
	tabOf := browse(t, s)
	pdf := "/documents/" + string(s.ids["ke-hoach-huyen-uy.pdf"])
	plan, newer, resolution := "/documents/"+string(s.ids["ke-hoach-2022.txt"]), "/documents/"+string(s.ids["ke-hoach-2024.txt"]), "/documents/"+string(s.ids["nghi-quyet.txt"])

	t.Run("search", func(t *testing.T) {
		p := tabOf(t)
		p.open("/")
		p.axe("first page")
		p.run(chromedp.SendKeys("#q", "15-nq"))
		p.wait("suggestions", `document.querySelector("#suggestions li .label")?.textContent === "Nghị quyết 15-NQ/TU"`)
		p.run(chromedp.KeyEvent(kb.ArrowDown))
		p.wait("the arrow selects", `document.querySelector("#q").getAttribute("aria-activedescendant") === "s-0"`)
		p.axe("suggestions")
		p.run(chromedp.KeyEvent(kb.Enter))
		p.wait("the number's own document", `document.querySelector(".hit .why")?.textContent === "chính văn bản này"`)
		p.wait("the card", `document.querySelector(".card.held h2")?.textContent === "Nghị quyết 15-NQ/TU" && document.querySelector(".card .links")?.textContent.includes("văn bản dẫn")`)
		p.wait("the address holds the query", `new URL(location.href).searchParams.get("q") === "Nghị quyết 15-NQ/TU"`)
		p.axe("results")
		p.run(do(`document.querySelector("#q").value = ""; document.querySelector("#q").focus()`), chromedp.SendKeys("#q", "bình th"))
		p.wait("issuers are suggested", `document.querySelector("#suggestions li .kind")?.textContent === "cơ quan"`)
		p.run(chromedp.Click("#suggestions li"))
		p.wait("a click on one looks for it", `new URL(location.href).searchParams.get("q")?.includes("Bình Thạnh") && document.querySelectorAll(".hit").length === 3`)
	})
	t.Run("facets", func(t *testing.T) {
		p := tabOf(t)
		p.open("/?q=" + url.QueryEscape("Nghị quyết 15"))
		all := js[int](p, `document.querySelectorAll(".hit").length`)
		count := js[int](p, `+[...document.querySelectorAll(".facets li a")].find((a) => a.querySelector(".label").textContent === "2024").querySelector(".count").textContent`)
		p.run(do(`[...document.querySelectorAll(".facets li a")].find((a) => a.querySelector(".label").textContent === "2024").click()`))
		p.wait("the chip", `document.querySelector(".chips a")?.textContent.includes("2024")`)
		if left := js[int](p, `document.querySelectorAll(".hit").length`); left != count || left >= all {
			t.Errorf("%d hits after a facet that counts %d of %d", left, count, all)
		}
		p.axe("with a filter")
		p.run(do(`document.querySelector(".chips a").click()`))
		p.wait("without it", fmt.Sprintf(`document.querySelectorAll(".hit").length === %d`, all))
		p.run(do(`history.back()`)) // chromedp's own waits for an event that a page kept whole does not send
		p.wait("the back button", `document.querySelector(".chips a")`)
	})
	t.Run("keys", func(t *testing.T) {
		p := tabOf(t)
		p.open("/?q=" + url.QueryEscape("Nghị quyết 15"))
		p.wait("ready", `document.querySelector("#suggestions")`)
		p.run(chromedp.KeyEvent("j"), chromedp.KeyEvent("j"), chromedp.KeyEvent("k"))
		p.wait("j and k move along hits", `document.activeElement === document.querySelector(".hit h3 a")`)
		p.run(chromedp.KeyEvent("/"))
		p.wait("/ leads to the box", `document.activeElement.id === "q"`)
		p.run(chromedp.KeyEvent("j"))
		p.wait("in the box j is a letter", `document.querySelector("#q").value.endsWith("j")`)
		p.run(chromedp.KeyEvent(kb.Escape), chromedp.KeyEvent(kb.Escape))
		p.wait("Esc leaves the box, and what was typed stays", `document.activeElement === document.body && document.querySelector("#q").value.endsWith("j")`)
		p.run(chromedp.KeyEvent(kb.Escape), chromedp.KeyEvent(kb.Escape), chromedp.KeyEvent("j"), chromedp.KeyEvent(kb.Enter))
		p.wait("Enter opens", `location.pathname.startsWith("/documents/") && document.querySelector(".doc")`)
		p.wait("ready", `document.querySelector("[data-print]:not([hidden])")`)
		p.run(chromedp.KeyEvent("j"))
		p.wait("j selects a mark", `document.querySelector(".text .on")`)
		p.run(chromedp.KeyEvent(kb.Escape))
		p.wait("Esc leaves it", `!document.querySelector(".on")`)
		p.run(chromedp.KeyEvent(kb.Escape))
		p.wait("Esc leads back to the list", `location.pathname === "/" && location.search.includes("q=")`)
		p.open("/?year=2021&q=" + url.QueryEscape("Nghị quyết 15"))
		p.run(chromedp.Click(".hit h3 a"))
		p.wait("a document", `document.querySelector("#jump, [data-print]:not([hidden])") && location.pathname.startsWith("/documents/")`)
		p.run(do(`location.search += "&page=1"`))
		p.wait("another page of it", `location.search.includes("page=1") && document.querySelector("[data-print]:not([hidden])")`)
		p.run(chromedp.KeyEvent(kb.Escape))
		p.wait("Esc leads back to the list with its filters", `location.pathname === "/" && new URL(location.href).searchParams.get("year") === "2021"`)
	})
	t.Run("document", func(t *testing.T) {
		p := tabOf(t)
		p.open(pdf)
		p.wait("the image", `document.querySelector(".picture img").complete && document.querySelector(".picture img").naturalWidth > 500`)
		p.axe("a document with images")
		// The number in the text, and its frame on the image, which lies where it is printed.
		p.run(do(`document.querySelector('.text [data-key="number"]').click()`))
		p.wait("a click in the text selects the image", `document.querySelector('.marks [data-key="number"] rect').classList.contains("on")`)
		if top := js[float64](p, `+document.querySelector('.marks [data-key="number"] rect').getAttribute("y")`); top < 20 || top > 300 {
			t.Errorf("the number's frame lies at %.0f thousandths of the page, want it in the head", top)
		}
		p.run(do(`document.querySelector('.marks [data-key^="c1-"]').dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}))`))
		p.wait("a click on the image selects the text", `document.querySelector('.text .on[data-key^="c1-"]') && !document.querySelector('.text .on[data-key="number"]')`)
		p.wait("and the entry in the list", `document.querySelector('[data-citation="c1"]').classList.contains("on")`)
		p.run(do(`document.querySelector('.record .at[data-key="issued"]').click()`))
		p.wait("a click on a fact selects both", `document.querySelectorAll('.on[data-key="issued"], [data-key="issued"] .on').length >= 3`)
		p.wait("the address names it", `location.hash === "#t-issued"`)
		if n := js[int](p, `document.querySelectorAll('.marks rect').length`); n < 10 {
			t.Errorf("%d frames on the images, want many", n)
		}
		p.open("/documents/" + string(s.ids["long.txt"]))
		p.wait("all pages come by and by", `(scrollTo(0, document.body.scrollHeight), document.querySelectorAll(".sheet").length === 11)`)
		p.run(do(`document.querySelector('.record .places .at[data-key="c2-10"]').click()`))
		p.wait("a place on a page that came later is selected", `document.querySelector('#page-11 .on[data-key="c2-10"]')`)
		p.wait("and its address has the page, so that it can be mailed", `location.search === "?page=11" && location.hash === "#t-c2-10"`)
		p.open("/documents/" + string(s.ids["long.txt"]) + "#t-c2-9")
		p.wait("an address without it leads there too", `location.search === "?page=10" && document.querySelector('#page-10 .on[data-key="c2-9"]')`)
		p.open(plan)
		p.wait("a held citation leads on", fmt.Sprintf(`document.querySelector('.citations .held a.target').getAttribute("href") === %q`, resolution))
		p.axe("a document of text")
	})
	t.Run("daily use", func(t *testing.T) {
		p := tabOf(t)
		p.open("/?q=" + url.QueryEscape("Nghị quyết 15"))
		p.run(do(`document.querySelector(".days").scrollIntoView()`), chromedp.SendKeys(`.days [name="issued_from"]`, "1/2024"), chromedp.KeyEvent(kb.Enter))
		p.wait("a span of days narrows the list and keeps the query", `document.querySelector(".chips a")?.textContent.includes("1/2024") && new URL(location.href).searchParams.get("q") === "Nghị quyết 15"`)
		p.axe("a span of days")
		p.run(do(`document.querySelector(".facets .skip").focus()`), chromedp.KeyEvent(kb.Enter))
		p.wait("a keyboard need not go through all facets", `location.hash === "#results" && document.activeElement.id === "results"`)
		p.open(plan)
		p.wait("ready", `document.querySelector("[data-copy]:not([hidden])")`)
		p.run(chromedp.Click("[data-copy]"))
		p.wait("it says that it was copied", `document.querySelector("[data-said]").textContent === "đã sao chép"`)
		p.run(do(`document.querySelector("#q").focus()`), chromedp.KeyEvent("v", chromedp.KeyModifiers(chromedp.ModifierCtrl), func(k *input.DispatchKeyEventParams) { k.Commands = []string{"paste"} }))
		p.wait("what was copied is how it is cited", `document.querySelector("#q").value.startsWith("Kế hoạch số 21-KH/HU ngày 14 tháng 02 năm 2022 của ")`)
		p.open("/documents/" + string(s.ids["long.txt"]) + "?q=" + url.QueryEscape("kết thúc"))
		p.wait("ready", `document.querySelector("[data-print]:not([hidden])")`)
		p.run(chromedp.KeyEvent("n"), chromedp.KeyEvent("n"), chromedp.KeyEvent("N"))
		p.wait("n and N go along the words of the query", `[...document.querySelectorAll(".text mark")].findIndex((m) => m.classList.contains("now")) === 0`)
		p.run(do(`window.print = () => { window.printed = document.querySelectorAll(".sheet").length; }`), chromedp.Click("[data-print]"))
		p.wait("all pages are printed, not those that happen to be loaded", `window.printed === 11`)
		p.axe("pages with words of the query")
	})
	t.Run("paper", func(t *testing.T) {
		p := tabOf(t)
		call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		shown := func(selector string) string {
			return fmt.Sprintf(`(() => { const e = document.querySelector(%q); return e && e.getClientRects().length > 0 && e.offsetHeight !== 1; })()`, selector)
		}
		for address, lines := range map[string]map[string]bool{
			"/?q=" + url.QueryEscape("Nghị quyết 15"): {"h1": true, ".hit": true, ".pager span": true, ".facets": false, ".pager a": false, ".took": false, ".top": false},
			"/documents/" + string(s.ids["long.txt"]): {".fact": true, ".text": true, "p.more .printed": true, "p.more a": false, ".again": false, ".tools": false},
			pdf:                     {".fact": true, ".text": true, ".picture": false},
			resolution + "/diagram": {".drawing": true, ".lists li": true, ".open": false},
			"/overview":             {".plot": true, ".runs td, .wide td": true, ".foot": false},
		} {
			p.open(address)
			for selector, want := range lines {
				if selector == "p.more .printed" { // inline: it has no height of its own
					if got := js[bool](p, `getComputedStyle(document.querySelector("p.more .printed")).display === "inline"`); got != want {
						t.Errorf("GET %s on paper: what is not printed is not told", address)
					}
					continue
				}
				if got := js[bool](p, "!!"+shown(selector)); got != want {
					t.Errorf("GET %s on paper: %s is there: %v, want %v", address, selector, got, want)
				}
			}
		}
	})
	t.Run("diagram", func(t *testing.T) {
		p := tabOf(t)
		p.open(plan + "/diagram")
		p.axe("diagram")
		p.run(do(fmt.Sprintf(`[...document.querySelectorAll(".drawing a")].find((a) => a.getAttribute("href") === %q).dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true, view: window}))`, newer+"/diagram")))
		p.wait("a box leads to its own diagram", fmt.Sprintf(`location.pathname === %q && document.querySelector("h1")?.textContent.includes("67-KH/HU")`, newer+"/diagram"))
		p.wait("what is not held can be walked to", `document.querySelector('.drawing a[href*="citation="]')`)
		p.wait("the same as a list", `document.querySelectorAll(".lists li").length >= 3`)
	})
	t.Run("overview", func(t *testing.T) {
		p := tabOf(t)
		p.open("/overview")
		p.axe("overview")
		p.run(do(`document.querySelector('.plot a[href="/?year=2022"]').dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true, view: window}))`))
		p.wait("a year of the plot leads to its documents", `location.search === "?year=2022" && document.querySelectorAll(".hit").length === 1`)
		p.open("/help")
		p.axe("help")
		p.open("/nothing")
		p.axe("an error")
		p.mu.Lock()
		p.faults = nil // the browser reports the status 404 of the page that was asked for
		p.mu.Unlock()
		p.open("/language?set=en&back=/overview")
		p.wait("English", `document.documentElement.lang === "en" && document.body.textContent.includes("By year of issue")`)
		p.open("/language?set=vi&back=/")
	})
	t.Run("phone", func(t *testing.T) {
		p := tabOf(t)
		for _, wide := range []int64{320, 720} { // the smallest that WCAG asks for; a window at 200 %
			p.run(p.size(wide, 844))
			for _, address := range []string{"/", "/?issued_from=2020&q=" + url.QueryEscape("Nghị quyết 15"), pdf, plan, plan + "/diagram", "/overview", "/help"} {
				p.open(address)
				if over := js[int](p, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
					t.Errorf("GET %s is %d pixels wider than a window of %d", address, over, wide)
				}
			}
		}
		p.run(p.size(390, 844))
		p.open(pdf)
		p.wait("the record is folded away", `!document.querySelector(".record details").open`)
		if got, err := chromedp.Run(p.ctx, chromedp.PrintToPDF()); err != nil || len(got) < 1000 {
			t.Errorf("print: %d bytes, %v", len(got), err)
		}
		p.wait("but printed", `document.querySelector(".record details").open`)
		p.axe("a document on a phone")
	})
	t.Run("dark", func(t *testing.T) {
		p := tabOf(t)
		call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}})
		for _, address := range []string{"/?q=" + url.QueryEscape("Nghị quyết 15"), pdf, plan + "/diagram", "/overview"} {
			p.open(address)
			p.axe("dark: " + address)
		}
	})
	t.Run("hostile", func(t *testing.T) {
		p := tabOf(t)
		for _, address := range []string{"/?q=" + url.QueryEscape("lịch trực"), "/documents/" + string(s.ids[hostileName]), "/documents/" + string(s.ids[hostileName]) + "/diagram", resolution} {
			p.open(address)
			p.wait("the page is ready", `document.readyState === "complete"`)
			if js[bool](p, `!!window.pwned || document.title === "pwned" || !!document.querySelector("iframe, main style, main script, [onclick], [onload]")`) {
				t.Errorf("GET %s: the document's text is part of the page", address)
			}
		}
		// What the policy is for: script that came into a page all the same does not run.
		p.open("/help")
		p.run(do(`document.querySelector("main").insertAdjacentHTML("beforeend", '<img src="/static/none" onerror="window.pwned=1"><a id="x" href="javascript:window.pwned=2">x</a>'); document.querySelector("#x").click()`))
		time.Sleep(200 * time.Millisecond)
		if js[bool](p, "!!window.pwned") {
			t.Error("inline script runs: the policy does not hold")
		}
		p.mu.Lock()
		p.faults = nil // the browser tells what it has blocked
		p.mu.Unlock()
	})
	t.Run("without script", func(t *testing.T) {
		p := tabOf(t)
		call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		p.open("/?q=" + url.QueryEscape("Nghị quyết 15"))
		p.run(chromedp.Click(".hit h3 a"))
		text, err := chromedp.Run(p.ctx, chromedp.Text(".record"))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(text, "15-NQ/TU") {
			t.Errorf("a link of the list leads to %.80q", text)
		}
	})
}

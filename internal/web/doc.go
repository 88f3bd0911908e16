// Package web is the analysts' page and its JSON interface: search, one document
// beside its image, the diagram of what cites what, and what the archive holds.
// It reads and never writes.
//
// # How a page is made
//
// HTML is made here (templates/), in the language of the reader (texts.tsv), and
// works without script; static/page.js adds suggestions, keys, and the joining
// of marks in text and image. Everything is embedded, and nothing is asked of
// another origin: the Content-Security-Policy forbids it, inline script and
// inline style as well. So what has a place in pixels (marks on an image, plots,
// the diagram) is SVG, whose attributes are no style.
//
// # What it trusts
//
// Nothing. Texts of documents reach a page through html/template alone;
// identifiers and numbers of a request are parsed before use; a request has a
// deadline, a list a limit. Host names are checked, so that a foreign page
// cannot reach a server on this machine by a name of its own (DNS rebinding).
package web

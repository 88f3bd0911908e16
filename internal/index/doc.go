// Package index makes an archive searchable in Bleve, and is the only importer
// of it. It reads no files but its own: records and pages come from a [Source].
//
// # What a document is in the index
//
// One document is one hit. Nothing is stored but the identifier; what a hit
// shows is looked up in the catalogue, and snippets are made from the pages of
// just the hits shown ([Searcher.Search]). The fields:
//
// (in brackets their bytes as a share of the text, on 2,000 generated directives
// of 10 KB with twelve citations each, in one segment):
//
//	w           words as vntext.Term, with positions (0.61)
//	f           "doi|đổi": which terms a word without marks stands for (0.10)
//	p, h        runs of common words, see lexicon (0.10; from 5,000 documents on)
//	s           words of the subject, with positions (0.01)
//	n           keys of the own number (0.01)
//	c           keys of the cited numbers and names (0.04)
//	r           the same after the relation (0.065)
//	e, k        what is cited and by which relations, as facets show them (0.01)
//	g           signers (0.002)
//	t,i,l,d,y   type, issuer, its level, date, year
//	a,q,x       language, quality, secrecy (0.004 with these)
//	b           boxes, files and fonds
//
// On real texts (mean 30 KB) the whole is 0.44 of the text, with p and h 0.49.
// Bleve's own positions would be 1.7 for w alone: here all occurrences of a word
// in a document are one location (analyzer.positions). A second field of folded
// words with positions would be another 0.4; instead a folded word is looked up
// in f and searched as all its terms. Terms for all pairs of the 400 most common
// words, with 3,000 longer runs, were another 0.55 and took five times as long.
//
// Queries are answered below Bleve's query language, from the postings lists of
// its segments: they are bitmaps, so that words, numbers, exclusions and facets
// cost microseconds, and positions are read of those documents only that hold
// all words of a phrase and all pairs of common ones in it.
//
// # Words
//
// A query typed with marks is strict: "đổi" is not "đói", but hoá is hóa. One
// typed without any mark matches with and without: "doi moi" finds "đổi mới".
// A strict query that finds nothing is asked again without marks, and the
// result says so. kĩ is kỹ, and UBND is ủy ban nhân dân: the query asks for both
// (vntext.Spellings, query.Alternatives), the index holds what is printed. Pages
// follow each other without a gap, so that a phrase cut by a page break is found.
//
// # Numbers
//
// A number in a query ([query.Number]) finds, in this order: the documents
// that bear it ("is"), those whose subject names it ("about"), those that cite
// it ("cites"), and those that hold its words ("contains"). Without a number,
// documents whose subject holds all words are "about". The score, BM25, orders
// within a group only. Facts of records (type:, year: ...) choose and explain
// nothing; where nothing is scored, the newest comes first.
//
// # Facets
//
// Every value is a set of documents in each segment, so that a facet costs by
// the number of its values; of cited instruments, which are as many as documents,
// only as many are counted as can be among the first ([plan.cited]). Of facets
// with one value a document the counts add up to the total ([FacetNone],
// [FacetRest]).
//
// # Generations
//
//	index/CURRENT        the name of the live generation
//	index/gen-000007/    finished, never written again
//	    vanthu.json      its form, the last change it holds, its documents
//	    lexicon.json     the runs of common words that are terms
//	    cited.json       the most cited instruments
//	    bleve/           the index
//
// [Publish] grows a clone of the live generation (segments are hard links) by
// what changed and switches CURRENT by a rename; [Rebuild] does the same from
// nothing. A reader opens what CURRENT names and keeps it, removed or not,
// until it asks [Searcher.Refresh]. A killed publication leaves gen-*.tmp,
// which the next one removes.
//
// # Traps of Bleve v2.6.3 met here
//
//   - An index of which a segment file is missing opens as an empty one.
//   - ForceMerge returns before the merge is on the disk, and leaves the old
//     segments lying when the index is closed at once.
//   - Writing to an index opened read-only, and opening one that another
//     process writes, wait for ever without bolt_timeout.
package index

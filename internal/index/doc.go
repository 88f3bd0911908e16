// Package index makes an archive searchable in Bleve, and is the only importer
// of it. It reads no files but its own: records and pages come from a [Source].
//
// # What a document is in the index
//
// One document is one hit. Nothing is stored but the identifier; what a hit
// shows is looked up in the catalogue, and snippets are made from the pages of
// just the hits shown ([Searcher.Search]). The fields:
//
//	w           words as vntext.Term, with positions
//	s           the same of the subject
//	f           "doi|đổi": which terms a word without marks stands for
//	n           keys of the own number
//	c, r        keys of the cited numbers, alone and after the relation
//	g           signers
//	t,i,l,d,y   type, issuer, its level, date, year
//	e,k         what is cited and by which relations, as facets show them
//	a,q,x       language, quality, secrecy
//
// On 11 MB of real texts (mean 30 KB) the whole is 0.44 of the text, on 100,000
// documents of 8 KB 0.70; w is nine tenths of it. Bleve's own positions would be
// 1.7 for w alone: here all occurrences of a word in a document are one location
// (analyzer.positions).
// A second field of folded words with positions would be another 0.4; instead a
// folded word is looked up in f and searched as all its terms. Pairs of words in
// place of positions would be as big as w, three times as slow to write, and a
// phrase of three words would still need its positions read.
//
// Queries are answered below Bleve's query language, from the postings lists of
// its segments: they are bitmaps, so that words, numbers, exclusions and facets
// cost microseconds, and positions are read of those documents only that hold
// all words of a phrase.
//
// # Words
//
// A query typed with marks is strict: "đổi" is not "đói", but hoá is hóa. One
// typed without any mark matches with and without: "doi moi" finds "đổi mới".
// A strict query that finds nothing is asked again without marks, and the
// result says so. kĩ is kỹ, and UBND is ủy ban nhân dân: the query asks for both
// (vntext.Spellings, query.Alternatives), the index holds what is printed. Pages follow each other without a gap, so that a phrase cut
// by a page break is found.
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
// the number of its values. Of facets with one value a document the counts add
// up to the total ([FacetNone], [FacetRest]).
//
// # Generations
//
//	index/CURRENT        the name of the live generation
//	index/gen-000007/    finished, never written again
//	    vanthu.json      its form, the last change it holds, its documents
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

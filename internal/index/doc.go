// Package index makes an archive searchable in Bleve, and is the only importer
// of it. It reads no files but its own: records and pages come from a [Source].
//
// # What a document is in the index
//
// One document is one hit. Nothing is stored but the identifier; what a hit
// shows is looked up in the catalogue, and snippets are made from the pages of
// just the hits shown ([Searcher.Search]). The fields:
//
// (bytes a document and share of the text, by leaving the field out: BenchmarkFields,
// on 1,500 generated directives of 10 KB with four citations each, in one segment)
//
//	w           words as vntext.Term, with positions             7,246  0.71
//	f           "doi|đổi": what a word without marks stands for  1,330  0.13
//	p, h        runs of common words, see lexicon (from 5,000
//	            documents on)                                      757  0.074
//	s           words of the subject, with positions               136  0.013
//	r           keys of what is cited, after the relation          138  0.014
//	c           keys of the cited numbers and names                111  0.011
//	e, k        what is cited, and by which relations, as facets
//	            show them                                           81  0.008
//	n           keys of the own number                              63  0.006
//	g           signers                                             21  0.002
//	t,i,l,d,y   type, issuer, its level, date, year; with
//	a,q,x       language, quality, secrecy, and the identifier     236  0.023
//	b           boxes, files and fonds, where documents are filed
//
// In all 10,119 bytes, 0.99 of the text; at 100,000 directives, whose segments
// share their dictionaries, 0.81. On real texts (mean 30 KB) the whole is 0.44 of
// the text, with p and h 0.49.
//
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
// typed without any mark matches with and without: "doi moi" finds "đổi mới". What
// is excluded is taken as it is typed itself: "doi moi -đói".
// A strict query that finds nothing is asked again without marks, and the
// result says so. kĩ is kỹ, and UBND is ủy ban nhân dân: the query asks for both
// (vntext.Spellings, query.Alternatives), the index holds what is printed. Pages
// follow each other without a gap, so that a phrase cut by a page break is found.
//
// # Numbers
//
// A number in a query ([query.Number]) finds, in this order: the documents
// that bear it ("is"), those whose subject names it ("about"), those that cite
// it ("cites"), and those that hold its words ("contains"); so does a law that is
// named by words ([query.Law]), among the documents that hold these words or cite it
// by a short name. Without either, documents whose subject holds all words are
// "about". The score orders within a group only: BM25 and, for the best of it, what
// words side by side are worth ([plan.closer]). Facts of records (type:, year: ...)
// choose and explain nothing; where nothing is scored, the newest comes first.
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
//	    manifest.json    sizes and checksums of its files
//	    lexicon.json     the runs of common words that are terms
//	    cited.json       the most cited instruments
//	    bleve/           the index
//
// [Publish] grows a clone of the live generation (segments are hard links) by
// what changed and switches CURRENT by a rename; [Rebuild] does the same from
// nothing. Before the switch the new generation is opened as a reader will, its
// documents are counted against the catalogue's, and it is asked for some of them
// by words side by side, by number and by citation. A reader opens what CURRENT
// names and keeps it, removed or not, until it asks [Searcher.Refresh]. A killed
// publication, or one that the disk was too small for, leaves the live generation
// as it was, and at worst gen-*.tmp, which the next one removes.
//
// Opening compares all files with the manifest, by their sizes, and by their bytes
// the smallest up to 32 MB; [Publish], [Stale] and [Check] read them all. What is
// damaged is [ErrDamaged], what another version of the program has made
// [ErrOtherVersion]; the next publication builds it anew.
//
// A reader that searches for long keeps, for each generation, the lists of frequent
// words unpacked, up to 256 MB, and the documents of each value of a facet; one that
// asks once keeps nothing.
//
// # Traps of Bleve v2.6.3 met here
//
//   - An index of which a segment file is missing opens as an empty one.
//   - ForceMerge returns before the merge is on the disk, and leaves the old
//     segments lying when the index is closed at once.
//   - Writing to an index opened read-only, and opening one that another
//     process writes, wait for ever without bolt_timeout.
package index

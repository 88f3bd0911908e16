package store

import "context"

// othersKey marks a context whose answers are for others.
type othersKey struct{}

// ForOthers makes what is looked up with the context fit for readers who may not
// see documents with a mark of secrecy (độ mật): they are not held, their citations
// count nowhere, and what they alone cite is not known. It holds for instruments,
// for what cites them, for what is missing, for suggestions, and for the counts of
// what the archive holds; a document that is named by its id is the caller's to
// keep back.
func ForOthers(ctx context.Context) context.Context {
	return context.WithValue(ctx, othersKey{}, true)
}

func forOthers(ctx context.Context) bool { return ctx.Value(othersKey{}) != nil }

// formsFor is the forms of citation that the context's reader may know: a name for
// FROM.
func formsFor(ctx context.Context) string {
	if !forOthers(ctx) {
		return `forms`
	}
	return `(SELECT * FROM forms WHERE ` + cited(ctx) + `) AS forms`
}

// ofKnown is a table of rows of documents, those alone that the context's reader may
// know: a name for FROM.
func ofKnown(ctx context.Context, table string) string {
	if !forOthers(ctx) {
		return table
	}
	return `(SELECT t.* FROM ` + table + ` t JOIN documents d ON d.n = t.document` + heldFor(ctx) + `)`
}

// citationsFor is the citations c by documents that the context's reader may know:
// a name for FROM.
func citationsFor(ctx context.Context) string {
	if !forOthers(ctx) {
		return `citations c`
	}
	return `citations c JOIN documents d ON d.n = c.document` + heldFor(ctx)
}

// heldFor is a condition of the documents that the context's reader may know.
func heldFor(ctx context.Context) string {
	if !forOthers(ctx) {
		return ``
	}
	return ` AND secrecy = ''`
}

package sandbox

import (
	"context"
	"encoding/json"
	"fmt"

	"vanthu/corpus"
)

// mostPages bounds the pages of one file: an empty one has 90 bytes as a message
// and 400 in memory.
const mostPages = 100_000

// PageReader is the [Reader] for [Pages]: what read gives of the file at a path,
// whose kind is a media type, page by page. Its arguments are these two.
func PageReader(read func(ctx context.Context, path, mediaType string) ([]corpus.Page, error)) Reader {
	return func(ctx context.Context, args []string, emit func(message any) error) error {
		if len(args) != 2 {
			return fmt.Errorf("read pages: %d arguments, want path and media type", len(args))
		}
		pages, err := read(ctx, args[0], args[1])
		if err != nil {
			return err
		}
		for i := range pages {
			if err := emit(&pages[i]); err != nil {
				return err
			}
		}
		return nil
	}
}

// Pages is Run for a [PageReader]; with an error it gives no page.
func Pages(ctx context.Context, lim Limits, reader string, args []string) ([]corpus.Page, error) {
	var pages []corpus.Page
	err := Run(ctx, lim, reader, args, func(message json.RawMessage) error {
		var page corpus.Page
		if err := json.Unmarshal(message, &page); err != nil {
			return fmt.Errorf("page of %s reader: %w", reader, err)
		}
		if fault := Distrust(&page, len(pages)+1); fault != nil {
			return fault
		}
		if len(pages) == mostPages {
			return &corpus.Problem{Kind: corpus.TooLarge, Message: fmt.Sprintf("it has more than %d pages", mostPages), Hint: "split it into documents"}
		}
		pages = append(pages, page)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return pages, nil
}

// Distrust looks at a page that came from a child and should be number: offsets
// that lead out of its text would bring its parent down. What is wrong is a
// *corpus.Problem.
func Distrust(page *corpus.Page, number int) error {
	err := page.Check()
	if err == nil && page.Number != number {
		err = fmt.Errorf("page %d in the place of page %d", page.Number, number)
	}
	if err != nil {
		return &corpus.Problem{Kind: corpus.Crashed, Message: "its reader gave a page that is none: " + err.Error(), Page: number}
	}
	return nil
}

package main

import (
	"database/sql"
	"encoding/json"
	"path/filepath"

	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/testscript"

	"vanthu/corpus"
)

// spoil is the script command "spoil ARCHIVE records|pages NUMBER": it damages
// what the catalogue holds of a document.
func spoil(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: spoil ARCHIVE records|pages NUMBER")
	}
	text := map[string]string{
		"records": `UPDATE records SET body = x'00' WHERE document = (SELECT n FROM documents WHERE number = ?)`,
		"pages":   `UPDATE pages SET text = x'00' WHERE document = (SELECT n FROM documents WHERE number = ?)`,
	}[args[1]]
	db := catalogueOf(ts, args[0])
	defer db.Close()
	_, err := db.Exec(text, args[2])
	ts.Check(err)
}

// older is the script command "older ARCHIVE NUMBER": it gives the document a
// record as of an extractor that found no type.
func older(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: older ARCHIVE NUMBER")
	}
	db := catalogueOf(ts, args[0])
	defer db.Close()
	var (
		n    int
		body []byte
		r    corpus.Record
	)
	ts.Check(db.QueryRow(`SELECT document, body FROM records WHERE document = (SELECT n FROM documents WHERE number = ?)`, args[1]).Scan(&n, &body))
	unzip, err := zstd.NewReader(nil)
	ts.Check(err)
	defer unzip.Close()
	text, err := unzip.DecodeAll(body, nil)
	ts.Check(err)
	ts.Check(json.Unmarshal(text, &r))
	r.Type, r.Revision = corpus.Field[corpus.DocType]{}, "0"
	text, err = json.Marshal(r)
	ts.Check(err)
	zip, err := zstd.NewWriter(nil)
	ts.Check(err)
	_, err = db.Exec(`UPDATE records SET body = ? WHERE document = ?`, zip.EncodeAll(text, nil), n)
	ts.Check(err)
	_, err = db.Exec(`UPDATE documents SET revision = '0', type = '' WHERE n = ?`, n)
	ts.Check(err)
	ts.Check(zip.Close())
}

func catalogueOf(ts *testscript.TestScript, archive string) *sql.DB {
	db, err := sql.Open("sqlite", filepath.Join(ts.MkAbs(archive), "catalogue.db"))
	ts.Check(err)
	return db
}

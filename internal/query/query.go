// Package query is what an analyst types, as a tree that prints itself.
package query

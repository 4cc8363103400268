// Package retrieval finds, for each source on its own, the passages and
// sentences that match a question.
//
// It is the only package that knows the search engine. Text is analysed into
// terms ([Analyzer]), documents are cut into passages ([Passages]), passages
// are indexed ([Build], [Open], [NewMemory]), a question becomes a [Query],
// and [Index.Search] ranks the passages of all sources in one pass over the
// postings. What a source gets depends on the question and that source alone:
// the weights of terms come from fixed tables, never from the library.
package retrieval

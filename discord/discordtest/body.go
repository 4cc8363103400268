package discordtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"regexp"
	"strconv"
	"unicode/utf8"
)

const (
	requestBytes = 25 << 20
	fileBytes    = 10 << 20
	requestFiles = 10
	drainedBytes = 64 << 20 // read of what is too large, so that the caller gets to the answer
)

// A file is a part of a form.
type file struct {
	index       string // n of files[n]; "" if it has another name
	name        string
	contentType string
	data        []byte
}

// readBody reads the body of a call that has one.
func (s *Server) readBody(q *request) *apiError {
	if q.route.rules == nil {
		return nil
	}
	whole := q.Body
	q.Body = http.MaxBytesReader(nil, whole, requestBytes)
	kind, params, err := mime.ParseMediaType(q.Header.Get("Content-Type"))
	var content []byte
	switch {
	case err == nil && kind == "application/json":
		content, err = io.ReadAll(q.Body)
	case err == nil && kind == "multipart/form-data":
		content, err = q.readForm(params["boundary"])
	default:
		return s.refuse(q, RuleContentType, errContentType, "neither application/json nor multipart/form-data")
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		if _, err := io.CopyN(io.Discard, whole, drainedBytes); err != nil && !errors.Is(err, io.EOF) {
			return errTooLarge // the caller is gone
		}
		return s.refuse(q, RuleRequestSize, errTooLarge, fmt.Sprintf("more than %d bytes", requestBytes))
	}
	if err != nil || !q.decode(content) {
		return s.refuse(q, RuleJSON, errNotJSON, "the body is not JSON")
	}
	return nil
}

// refuse records a violation and returns the answer to it.
func (s *Server) refuse(q *request, rule Rule, refusal *apiError, detail string) *apiError {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.violate(rule, q.name(), "", detail)
	return refusal
}

// decode sets the body of a call, which must be one JSON value in UTF-8.
func (q *request) decode(content []byte) bool {
	d := json.NewDecoder(bytes.NewReader(content))
	d.UseNumber()
	if !utf8.Valid(content) || d.Decode(&q.body) != nil {
		return false
	}
	_, err := d.Token()
	return errors.Is(err, io.EOF)
}

var fileName = regexp.MustCompile(`^files\[([0-9]+)\]$`)

// readForm returns the JSON of a form and keeps its files.
func (q *request) readForm(boundary string) ([]byte, error) {
	reader := multipart.NewReader(q.Body, boundary)
	var content []byte
	for {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			return content, nil
		}
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return nil, err
		}
		if part.FormName() == "payload_json" {
			content = data
			continue
		}
		f := file{name: part.FileName(), contentType: part.Header.Get("Content-Type"), data: data}
		if m := fileName.FindStringSubmatch(part.FormName()); m != nil {
			f.index = m[1]
		}
		q.files = append(q.files, f)
	}
}

// fileNames returns the names that images of the message may refer to.
func (q *request) fileNames() []string {
	var names []string
	for _, f := range q.files {
		names = append(names, f.name)
	}
	for _, a := range asList(messageBody(q)["attachments"]) {
		names = append(names, asText(asObject(a)["filename"]))
	}
	return names
}

// checkFiles judges the files of a form together with the attachments that its JSON names.
func (s *Server) checkFiles(c *check, q *request) {
	c.atMost(RuleFiles, "files", len(q.files), requestFiles)
	given := make(map[string]bool)
	for n, f := range q.files {
		field := at("files", n)
		c.when(len(f.data) > fileBytes, RuleFileSize, field, "BASE_TYPE_MAX_LENGTH", fmt.Sprintf("more than %d bytes", fileBytes))
		c.when(f.index == "" || f.name == "" || given[f.index], RuleFiles, field, "BASE_TYPE_REQUIRED", "the name is not files[n] with a file name, each once")
		given[f.index] = true
	}
	for n, a := range asList(messageBody(q)["attachments"]) {
		id := asText(asObject(a)["id"])
		if id == "" {
			id = strconv.Itoa(asInt(asObject(a)["id"]))
		}
		isNew := len(id) < minSnowflake // an attachment of the message before has its own long id
		c.when(isNew && !given[id], RuleFiles, at("attachments", n), "ATTACHMENT_NOT_FOUND", "no file has this id")
	}
}

// minSnowflake is the length of the shortest id that Discord gave to anything.
const minSnowflake = 15

package voice
import ("testing";"os";"bufio";"bytes";"encoding/json";"path/filepath";"fmt")
func TestZZ(t *testing.T){
 f:="../../eval/testdata/libraries/"
 for _,s:=range [][3]string{{"dev","../../../shared/seeds/*.txt","../../../shared/eval/seeds-dev/questions.jsonl"},{"ex","../../corpus/example/library/*","../../corpus/example/questions.jsonl"},{"fen",f+"fen/library/*",f+"fen/questions.jsonl"},{"hallenbad",f+"hallenbad/library/*",f+"hallenbad/questions.jsonl"},{"regatta",f+"regatta/library/*",f+"regatta/questions.jsonl"}}{
  w:=3
  if s[0]!="dev"&&s[0]!="ex"{w=99}
  rs:=read(t,filepath.FromSlash(s[1]),w)
  raw,_:=os.ReadFile(s[2])
  for l:=bufio.NewScanner(bytes.NewReader(raw));l.Scan();{
   var q question
   json.Unmarshal(l.Bytes(),&q)
   for k,gs:=range q.Accounts{ for _,g:=range gs{
    r:=rs[k]; sp,ok:=find(r.text,g.Quote); if !ok||!reports(r,sp){continue}
    v:=r.Of(sp)
    fmt.Printf("%s %s %s | gold=%s | %s %q | %.330q\n",s[0],q.ID,k,g.Voice,v.Kind,v.Speaker.In(r.text),g.Quote)
   }}
  }
 }
}

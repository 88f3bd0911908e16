package extract
import ("testing";"os";"path/filepath";"encoding/json";"fmt";"strings";"vanthu/corpus";"vanthu/internal/zone")
func TestZZReal(t *testing.T){
 gold:=map[string]map[string]any{}
 g,_:=os.ReadFile("/work/shared/real/scans/scans.gold.jsonl")
 for _,l:=range strings.Split(string(g),"\n"){ var m map[string]any; if json.Unmarshal([]byte(l),&m)==nil{gold[m["file"].(string)]=m}}
 fs,_:=filepath.Glob("/tmp/ev/pages/*.all.json")
 for _,neutral:=range []bool{false,true}{
 for i,f:=range fs{
  var pages []corpus.Page
  b,_:=os.ReadFile(f); json.Unmarshal(b,&pages)
  name:=strings.TrimSuffix(filepath.Base(f),".all.json")+".pdf"
  m:=gold[name]
  src:=corpus.Source{Name:name}
  if neutral {src.Name=fmt.Sprintf("doc-%02d.pdf",i)}
  for j:=range pages { if s,ok:=m["signature_stamp_time"].(string);ok&&j==0{pages[j].Stamps=[]corpus.Stamp{{Time:s+"T08:00:00"}}}}
  r:=Record(src,zone.Split(pages))
  fmt.Printf("%v %-18.18s gold %s %s | %s %.2f %q sym=%s raw=%q | %s %.2f %q raw=%q\n",neutral,name,m["number"],m["issued"],r.Number.Or("-"),r.Number.Confidence,r.Number.Evidence,r.Number.Symbol,r.Number.Raw,r.Issued.Or("-"),r.Issued.Confidence,r.Issued.Evidence,r.Issued.Raw)
  for _,x:=range r.Findings{ if strings.HasPrefix(x.Code,"number")||strings.HasPrefix(x.Code,"date"){fmt.Println("      ",x.Code,x.Message,x.Candidates,x.Box!=nil)}}
 }}
}

package gazetteer

import "testing"

// BenchmarkLoad is what the first question of a process costs.
func BenchmarkLoad(b *testing.B) {
	for name, load := range map[string]func(){
		"types": func() { loadTypes() }, "bodies": func() { loadBodies() }, "places": func() { loadPlaces() }, "laws": func() { loadLaws() },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				load()
			}
		})
	}
}

func BenchmarkLongestBody(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		LongestBody("Bộ Lao động - Thương binh và Xã hội hướng dẫn")
		LongestBody("các cơ quan có liên quan")
	}
}

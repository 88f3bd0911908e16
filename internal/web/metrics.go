package web

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are what the server tells of itself, in a registry of its own.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	searches prometheus.Histogram
	pictures prometheus.Counter
	refused  prometheus.Counter
	now      func() time.Time
}

func newMetrics(s *Server) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		now:      s.Now,
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "vanthu_requests_total", Help: "Requests answered, by route and status."}, []string{"route", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "vanthu_request_seconds", Help: "Time to answer a request, by route.",
			Buckets: []float64{.002, .005, .01, .02, .04, .06, .1, .2, .4, 1, 4, 10}}, []string{"route"}),
		searches: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "vanthu_search_seconds", Help: "Time to answer a query, without the page around it.",
			Buckets: []float64{.001, .002, .005, .01, .02, .03, .05, .1, .2, .5, 1}}),
		pictures: prometheus.NewCounter(prometheus.CounterOpts{Name: "vanthu_page_images_total", Help: "Page images sent."}),
		refused:  prometheus.NewCounter(prometheus.CounterOpts{Name: "vanthu_refused_total", Help: "Requests without the right password."}),
	}
	m.registry.MustRegister(m.requests, m.seconds, m.searches, m.pictures, m.refused,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "vanthu_index_change", Help: "Last change of the catalogue that the live index holds; 0: there is no index."}, func() float64 {
			searcher, err := s.live()
			if err != nil {
				return 0
			}
			return float64(searcher.Seq())
		}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "vanthu_page_image_bytes", Help: "Bytes of page images kept."}, func() float64 {
			if s.Studio == nil {
				return 0
			}
			return float64(s.Studio.Size())
		}))
	return m
}

// watch counts and times the requests of a route.
func (m *metrics) watch(route string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := m.now()
		seen := &statusWriter{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(seen, r)
		m.seconds.WithLabelValues(route).Observe(m.now().Sub(began).Seconds())
		m.requests.WithLabelValues(route, strconv.Itoa(seen.status)).Inc()
	})
}

type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap is for http.ResponseController.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (s *Server) sendMetrics(w http.ResponseWriter, r *http.Request) error {
	promhttp.HandlerFor(s.metrics.registry, promhttp.HandlerOpts{DisableCompression: true}).ServeHTTP(w, r)
	return nil
}

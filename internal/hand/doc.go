// Package hand reads digits written by hand: the field of a form in, the strings
// of digits that it may hold out, with their probabilities.
//
// # How it reads
//
// A field is brought to a strip of 32 rows ([Normal]) and read as a whole: a net
// gives each four columns of it the probabilities of ten digits and of nothing,
// and the probability of a string is the sum over all ways to lay it along the
// strip (connectionist temporal classification). Nothing is cut: where digits
// touch, a reader that must cut first is wrong in every second number of four
// digits. The strip shows a little of the print beside the field, so that the
// net can tell a 1 from the slash it stands at.
//
// A field is looked at three times, as if it were a little larger and smaller;
// the probabilities are the means. [Reading.Mass] is how much of the probability
// falls to strings that such a field can hold: a scribble or a piece of print
// has little. What can be believed of it all is for package evidence to say.
//
// # Where the weights come from
//
// The program in train makes them; see there. They are trained on made fields
// alone: no picture of a real document was used.
package hand

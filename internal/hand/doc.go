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
// # What each step brought
//
// Measured on made fields by hands that training never saw (pen: MNIST's test
// half and drawn ones; font: 15 handwriting fonts), always answering, in percent
// of numbers / days, and on the cells of 15 real scans of one office:
//
//	                                       pen        font       real, at 0.9: numbers, days (none wrong)
//	3,500 steps                            71 / 80    72 / 82    11 and 10 of 15
//	7,000 steps                            81 / 87               12 and 6
//	the same, long strings count a tenth
//	for days and months                    81 / 89               12 and 14
//	9,000 steps                            81 / 89    84 / 91    12 and 14
//	the same, with one view                77 / 91    84 / 93
//	30,000 steps                           87 / 93    89 / 96
//
// Asserted at a probability of 0.7, of the same 2,155 numbers, 9,000 steps had 58.7 %
// right and 2.3 % wrong, 30,000 have 72.5 and 1.9; of 302 fields without digits they
// take 5.3 % for digits (3.3 % before). Over all fields fewer are asserted wrongly.
//
// With the marks cut out and set on white, as they are for Tesseract, 5.6 % of
// made fields had lost a digit before they were read, mostly the last one at the
// slash; a window that shows the neighbours loses none, and takes 2,000 steps
// longer to learn them. Taking from digits beyond the field's bounds what they
// have less there (the net fires where it likes within a digit) made days 4
// points worse, and was left out.
//
// Numbers of four digits are first choice in 80 % (pen) and 84 % (font); cutting
// before reading, as a first trial did, had 5 of 12 on real scans.
//
// # Where the weights come from
//
// The program in train makes them; see there. They are trained on made fields
// alone: no picture of a real document was used.
package hand

"""The margin a sample reached: t * se, on the scale of the IKM."""
import survey

T_95_11 = 2.200985160082949  # qt(0.975, 11)


class Margin(survey.Case):
    def test_margin_is_t_times_se(self):
        self.survey()
        for answers in ("343434343", "333233333", "443423344", "234333043",
                        "322223233", "444434444", "433322333", "343243343",
                        "330333313", "444444443", "342323334", "333343432"):
            self.record(answers)
        result = self.result()
        self.assertAlmostEqual(result["sample"]["margin"],
                               T_95_11 * result["ikm"]["se"], delta=1e-9)

    def test_one_response_has_none(self):
        self.survey()
        self.record()
        self.assertIsNone(self.result()["sample"]["margin"])

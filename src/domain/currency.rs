//! Currencies by their ISO 4217 code: which exist, how an amount in minor units is written, and how one is read.

/// A currency of ISO 4217.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency {
    /// Three capital letters.
    pub code: &'static str,
}

/// The codes of ISO 4217 that are money in circulation (list one, without funds, metals and test codes).
const CODES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD \
    CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL \
    HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA \
    MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB \
    RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU \
    UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// The largest amount that is taken, in major units: more is a slip of the keys.
const MOST: i64 = 1_000_000_000;

impl Currency {
    /// The currency of a code, whatever its capitals and spaces.
    pub fn of(code: &str) -> Option<Self> {
        let wanted = code.trim();
        CODES
            .split_whitespace()
            .find(|code| code.eq_ignore_ascii_case(wanted))
            .map(|code| Self { code })
    }

    /// How many digits its minor unit has.
    pub fn digits(self) -> u32 {
        match self.code {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF"
            | "UGX" | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        }
    }

    /// The sign that stands for no other currency here, if it has one.
    pub fn sign(self) -> Option<&'static str> {
        Some(match self.code {
            "GBP" => "£",
            "EUR" => "€",
            "USD" => "$",
            "JPY" => "¥",
            _ => return None,
        })
    }

    /// "GBP (£)", or the code alone.
    pub fn name(self) -> String {
        match self.sign() {
            Some(sign) => format!("{} ({sign})", self.code),
            None => self.code.to_owned(),
        }
    }

    /// An amount in minor units as it is said: "£45", "£1,240.50", "CHF 45".
    pub fn amount(self, minor: i64) -> String {
        let number = self.number(minor.unsigned_abs());
        let minus = if minor < 0 { "-" } else { "" };
        match self.sign() {
            Some(sign) => format!("{minus}{sign}{number}"),
            None => format!("{minus}{} {number}", self.code),
        }
    }

    /// The number alone, as it stands in a field: "45", "22.50"; nothing for none.
    pub fn typed(self, minor: i64) -> String {
        if minor == 0 {
            String::new()
        } else {
            self.number(minor.unsigned_abs()).replace(',', "")
        }
    }

    fn number(self, minor: u64) -> String {
        let unit = 10_u64.pow(self.digits());
        let (major, rest) = (minor / unit, minor % unit);
        let digits = major.to_string();
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        if rest == 0 {
            grouped
        } else {
            format!("{grouped}.{rest:0width$}", width = self.digits() as usize)
        }
    }

    /// Reads a typed amount into minor units: "45", "£45.50", "45,50", "1,240". Nothing typed is zero; what is no
    /// amount, below zero or beyond a thousand million is `None`.
    pub fn read(self, typed: &str) -> Option<i64> {
        let mut text = typed.trim();
        for mark in [self.code, self.sign().unwrap_or(self.code)] {
            text = text.strip_prefix(mark).unwrap_or(text).trim();
            text = text.strip_suffix(mark).unwrap_or(text).trim();
        }
        let text: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’'))
            .collect();
        if text.is_empty() {
            return typed.trim().is_empty().then_some(0);
        }
        let digits = self.digits() as usize;
        let (major, rest) = match text.rsplit_once(['.', ',']) {
            // Three digits behind a mark are thousands, but where the currency itself has three.
            Some((major, rest)) if rest.len() == 3 && digits != 3 => (format!("{major}{rest}"), ""),
            Some((major, rest)) if (1..=digits).contains(&rest.len()) => (major.to_owned(), rest),
            Some(_) => return None,
            None => (text.clone(), ""),
        };
        let major: String = major.chars().filter(|c| !matches!(c, '.' | ',')).collect();
        let is_number = |part: &str| part.chars().all(|c| c.is_ascii_digit());
        if major.is_empty() || !is_number(&major) || !is_number(rest) {
            return None;
        }
        let major: i64 = major.parse().ok().filter(|major| *major <= MOST)?;
        let minor: i64 = format!("{rest:0<digits$}").parse().unwrap_or_default();
        Some(major * 10_i64.pow(self.digits()) + minor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_known_whatever_their_capitals() {
        assert_eq!(Currency::of(" gbp ").map(|c| c.code), Some("GBP"));
        for unknown in ["", "GB", "XYZ", "POUND", "GBP EUR"] {
            assert_eq!(Currency::of(unknown), None, "{unknown}");
        }
        assert!(CODES.split_whitespace().is_sorted());
    }

    #[test]
    fn amounts_are_written_with_their_sign_and_the_digits_of_their_currency() {
        let amount = |code, minor| Currency::of(code).unwrap().amount(minor);
        assert_eq!(amount("GBP", 4500), "£45");
        assert_eq!(amount("GBP", 124_050), "£1,240.50");
        assert_eq!(amount("CHF", 1205), "CHF 12.05");
        assert_eq!(amount("JPY", 1_200_000), "¥1,200,000");
        assert_eq!(amount("KWD", 1050), "KWD 1.050");
    }

    #[test]
    fn amounts_are_read_as_people_type_them() {
        let read = |code, typed| Currency::of(code).unwrap().read(typed);
        for typed in [
            "45.50",
            "45,50",
            "£45.50",
            " 45.5 ",
            "GBP 45.50",
            "45.50 GBP",
        ] {
            assert_eq!(read("GBP", typed), Some(4550), "{typed}");
        }
        for typed in ["1,240", "1.240", "1 240", "1'240", "£1,240.00"] {
            assert_eq!(read("GBP", typed), Some(124_000), "{typed}");
        }
        assert_eq!(read("GBP", ""), Some(0));
        assert_eq!(read("JPY", "5000"), Some(5000));
        assert_eq!(read("KWD", "1.050"), Some(1050));
        for typed in [
            "-5",
            "five",
            "4.5.5.",
            "£",
            "1e9",
            "99999999999999",
            "45.5000",
        ] {
            assert_eq!(read("GBP", typed), None, "{typed}");
        }
    }

    #[test]
    fn what_stands_in_a_field_reads_as_the_same_amount() {
        for (code, minor) in [
            ("GBP", 9000),
            ("GBP", 2255),
            ("JPY", 70),
            ("KWD", 1_234_567),
        ] {
            let currency = Currency::of(code).unwrap();
            assert_eq!(currency.read(&currency.typed(minor)), Some(minor));
        }
    }
}

package scenarios

import (
	"fmt"
	"strconv"
	"strings"

	"earnburn/internal/document"
)

// currencies are the codes of ISO 4217 in use, without funds, metals and tests.
var currencies = strings.Fields(`
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK
DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR
KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB
PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD
TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG`)

func isCurrency(code string) bool {
	for _, c := range currencies {
		if c == code {
			return true
		}
	}
	return false
}

// nearestCurrency suggests a code, to be put into an error.
func nearestCurrency(code string) string {
	if nearest, ok := document.Nearest(code, currencies); ok {
		return fmt.Sprintf("; did you mean %s?", nearest)
	}
	return ""
}

// quote writes a text as YAML and paths read it back.
func quote(text string) string { return strconv.Quote(text) }

"""The order-q subgroup of Z_p^* named BELENIOS-2048, on GMP through gmpy2.

Refuses other parameters: those of the format (format version 1) are the only ones.
"""

import re

import gmpy2

from ballot_service.crypto.group import Element, Group
from ballot_service.errors import NotAnElement

_DECIMAL = re.compile(r"0|[1-9][0-9]*", re.ASCII)
_DIGITS = 617

_P = gmpy2.mpz(
    "20694785691422546401013643657505008064922989295751104097100884787057374219242"
    "71740192223725449768433812906663313807895840496005438963628979639303877390572"
    "28036059737494276713767776188985898727358650490811670993105358677809800307904"
    "91654063777173764198678527273474476341835600035698305193144284561701911000786"
    "73730733356412397173289791324047457883446826065232797464795113767265869358218"
    "00463179220736688600526271863633860887968821207694323661494910029234443463732"
    "22145884100586421050242120365433561201320481118852408731077014151666200162313"
    "177169372189248078507711827842317498073276598828825169183103125680162072880719"
)
_Q = int(
    "78571733251071885079927659812671450121821421258408794611510081919805623223441"
)
_G = (
    "2402352677501852209227687703532399932712287657378364916510075318787663274146353"
    "2193202856761552696787996946682987493890950838965734256019006010684771644917354"
    "7413728310461045868131451178164675540052740288984613986453266121505579709716201"
    "6168270312886432456663834863635782106154918419982534315189740658186868651151358"
    "5764101388822153960160432288436039309893336627728484065931384060102316750957637"
    "7798266510360682240663507669776402534625377308513317349519424896775405257365904"
    "9492477631475991575198775177711481490920456600205478127054728238140972518639858"
    "334115700568353695553423781475582491896050296680037745308460627"
)


class Modp(Group):
    """Z_p^* with |p| = 2048 and |q| = 256 bits; elements in decimal."""

    name = "BELENIOS-2048"
    order = _Q
    generator = Element(_G)
    identity = Element("1")

    def element(self, unverified: str) -> Element:
        """Check canonical decimal, 0 < x < p and x^q = 1; the identity passes.

        Raises:
            NotAnElement: anything else.
        """
        if len(unverified) > _DIGITS or not _DECIMAL.fullmatch(unverified):
            raise NotAnElement("not a canonical decimal number")
        value = gmpy2.mpz(unverified)
        if not 0 < value < _P:
            raise NotAnElement("not between 1 and p - 1")
        if gmpy2.powmod(value, _Q, _P) != 1:
            raise NotAnElement("not in the subgroup of order q")
        return Element(unverified)

    def multiply(self, left: Element, right: Element) -> Element:
        """Return left · right mod p."""
        return Element(str(gmpy2.mpz(left) * gmpy2.mpz(right) % _P))

    def invert(self, element: Element) -> Element:
        """Return the inverse mod p."""
        return Element(str(gmpy2.invert(gmpy2.mpz(element), _P)))

    def power(self, base: Element, exponent: int) -> Element:
        """Return base^exponent mod p; the time depends on the exponent."""
        return Element(str(gmpy2.powmod(gmpy2.mpz(base), exponent % _Q, _P)))

    def secret_power(self, base: Element, exponent: int) -> Element:
        """Return base^exponent mod p by GMP's constant-time mpz_powm_sec."""
        scalar = exponent % _Q
        if scalar == 0:
            return self.identity
        return Element(str(gmpy2.powmod_sec(gmpy2.mpz(base), gmpy2.mpz(scalar), _P)))


BELENIOS_2048 = Modp()

"""Roads from the stories that lastmile comes from, and how they were driven."""

from lastmile_tui.domain.changes.drive import advance, nudge
from support.domain.history import begun, history

RACE = "Run: 5k > 10k > half > 30k >> taper > start line*0.2 > finish*0.2"
VOTE = "Campaign: first ward > second ward > third ward > fourth ward >> the undecided > last calls"
SALE = "Sell the house: listed > visited > price agreed > bank says yes >> papers signed"
FIBRE = "Fibre: church 40 > street 110 > school 150 > station 205 >> mill lane 240 target 240 homes"
PARCEL = "Parcel: packed > posted > sorted > at the depot >> in her hands"
TRAINING = [begun(40), *((day, advance) for day in (34, 27, 20, 13))]
CALLS = [begun(12), *((day, advance) for day in (10, 8, 6, 4)), (3, nudge, 0.2), (2, nudge, 0.2)]
VIEWINGS = [begun(30), *((day, advance) for day in (25, 20, 14, 9))]
NEXT_CUSTOMER = history("Sell the boat: listed > sold", begun(4), (3, advance), uid=500)
CABLE = [begun(200), *((day, advance) for day in (180, 160, 140, 120))]
POST = [begun(14), *((day, advance) for day in (12, 11, 9, 8))]

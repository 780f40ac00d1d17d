"""The routes, one file for each kind of people, and one for machines.

Refuses to register anything by itself: `create_app` takes the list.
"""

from ballot_service.web.routes import (
    anonymous,
    booth,
    chair,
    committee,
    cycle,
    cycle_plan,
    cycle_results,
    imports,
    inspector,
    kiosk,
    official_papers,
    paper,
    papers,
    roll_call,
    screens,
    secretary,
    shared_tablets,
    sign_in,
    staff_home,
    statements,
    technician,
    trust,
)

BLUEPRINTS = (
    anonymous.routes,
    booth.routes,
    chair.routes,
    committee.routes,
    cycle.routes,
    cycle_plan.routes,
    cycle_results.routes,
    imports.routes,
    inspector.routes,
    official_papers.routes,
    kiosk.routes,
    paper.routes,
    papers.routes,
    roll_call.routes,
    screens.routes,
    secretary.routes,
    shared_tablets.routes,
    sign_in.routes,
    staff_home.routes,
    statements.routes,
    technician.routes,
    trust.routes,
)

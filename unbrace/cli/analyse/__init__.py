"""`unbrace analyse FILE --exercise ID`: what the engine sees in a video or a landmark recording.

The same stops as in the browser, in one process: `source` (video or recording, stops 1 and 2), `unbrace.motion`
(stops 3 and 5), then `report`, JSON or `plot`. Nothing leaves the machine and no picture is kept.
"""

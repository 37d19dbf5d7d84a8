"""Remembers who approved a translated text for their clinic, and so which texts still carry the mark "not reviewed".

The texts lie with the content; here are only names. An approval is about one text as it stood: it holds its
fingerprint, so with the first changed letter it ends by itself. The office approves exercises and the interface, a
therapist also the safety questions. What nobody approved is shown with its mark, never hidden.
"""

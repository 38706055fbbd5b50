"""How are tables read: files of separated values, and spreadsheets?"""

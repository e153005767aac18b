#!/usr/bin/env python
from digitilts.cli import main

main()

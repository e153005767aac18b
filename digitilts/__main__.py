from digitilts.cli import main

main()

using Selvedge.Journal;

// Appends without end and says so after each acknowledgement, until it is killed: args are a connection string and a name.
await using var source = Database.Open(args[0]);
await using var journal = new Journal(source, new JournalOptions { UnknownOutcomeLimit = TimeSpan.FromSeconds(30) });
var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
{
    var stream = new StreamKey("purchase-order", $"{args[1]}-{writer}");
    var number = 0L;
    for (var version = 0; ; version++)
    {
        var result = (AppendResult.Committed)await journal.AppendAsync(new Append
        {
            Stream = stream, StreamNumber = number, ExpectedVersion = version, Row = new byte[100],
            Events = [new NewEvent("purchase-order.milestone-reported", 1, new byte[300], new byte[10])],
        });
        number = result.StreamNumber;
        output.WriteLine($"{stream.Id} {result.Version} {result.FirstPosition}");
    }
}));

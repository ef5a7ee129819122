using Selvedge.Benchmarks;
using Selvedge.Benchmarks.Appending;
using Selvedge.Benchmarks.Backtests;
using Selvedge.Benchmarks.Calls;
using Selvedge.Benchmarks.Cascades;
using Selvedge.Benchmarks.Deliveries;
using Selvedge.Benchmarks.Forecasts;
using Selvedge.Benchmarks.Imports;
using Selvedge.Benchmarks.Intake;
using Selvedge.Benchmarks.Live;
using Selvedge.Benchmarks.Measuring;
using Selvedge.Benchmarks.Memory;
using Selvedge.Benchmarks.Rivals;
using Selvedge.Benchmarks.TimeTravel;

var arguments = new Arguments(args);
var helpers = new Dictionary<string, Func<Arguments, Task>>
{
    [FrameServer.Name] = FrameServer.RunAsync,
    [RowServer.Name] = RowServer.RunAsync,
    [ScreensProcess.Name] = ScreensProcess.RunAsync,
};
if (helpers.TryGetValue(arguments.Name, out var help))
{
    await help(arguments);
    return 0;
}

var benchmarks = new Dictionary<string, Func<Arguments, Task<Report>>>
{
    ["append"] = AppendBenchmark.RunAsync,
    ["as-of"] = AsOfBenchmark.RunAsync,
    ["backtest"] = BacktestBenchmark.RunAsync,
    ["boards"] = BoardsBenchmark.RunAsync,
    ["calls"] = CallsBenchmark.RunAsync,
    ["deliveries"] = DeliveriesBenchmark.RunAsync,
    ["forecast"] = ForecastBenchmark.RunAsync,
    ["holiday"] = HolidayBenchmark.RunAsync,
    ["import"] = ImportBenchmark.RunAsync,
    ["intake"] = IntakeBenchmark.RunAsync,
    ["lines"] = LinesBenchmark.RunAsync,
    ["live"] = LiveBenchmark.RunAsync,
    ["memory"] = MemoryBenchmark.RunAsync,
    ["nodes"] = NodesBenchmark.RunAsync,
    ["replay"] = ReplayBenchmark.RunAsync,
    ["what-if"] = WhatIfBenchmark.RunAsync,
};
if (!benchmarks.TryGetValue(arguments.Name, out var run))
{
    Console.Error.WriteLine($"Expected one of {string.Join(", ", benchmarks.Keys)}, then --json, --save, --seconds S; see tests/Benchmarks/README.md.");
    return 2;
}

try
{
    var (json, save) = (arguments.Has("json"), arguments.Has("save"));
    var machine = await Machine.LookAsync();
    var report = await run(arguments);
    report.Print(machine);
    if (save)
        report.Save(machine, "dotnet run -c Release --project tests/Benchmarks -- " + string.Join(' ', args), DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date));
    if (json)
        report.PrintJson(machine);
    return 0;
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}

using System.Globalization;

namespace Selvedge.Chaos;

/// <summary>What a run was asked for.</summary>
/// <param name="Faults">How often a node is killed, paused or replaced, or the database crashed.</param>
/// <param name="Seconds">How long the campaign takes, about, and <c>endurance</c> at most; what follows it is not counted.</param>
/// <param name="Pauses">For <c>endurance</c>: faults that are pauses, beside the kills.</param>
/// <param name="Events">For <c>endurance</c>: how many the log is to hold.</param>
/// <param name="Before">For <c>upgrade</c>: the gateway's dll of another build.</param>
internal sealed record Options(
    string Plan, int Faults, int Seconds, int Seed, bool Json, bool Save, int Pauses = 0, long Events = 0, string? Before = null)
{
    public const string Usage =
        """
        dotnet run -c Release --project tests/Chaos -- <plan> [--kills N] [--seconds S] [--seed N] [--json] [--save]

          kill          a node is killed with SIGKILL and restarted, N times (50)
          two-nodes     two nodes serve the same orders at once
          pause         one of two nodes is stopped and continued, N times (10)
          pause-minute  one of three nodes is stopped for a minute and continued, N times (3)
          failover      one of three nodes is killed and restarted, N times (10)
          upgrade       three nodes of another build are replaced one by one by this one's, and back, N times (1);
                        --before FILE names that build's Selvedge.Gateway.dll
          endurance     of three nodes one at a time is killed, N times (300), or stopped, --pauses P times (30),
                        until the log holds --events E (1000000); given up after S seconds (7200)
          postgres      PostgreSQL is killed, crashes or falls silent, N times (10)

          --save        also write results/<plan>.md
        """;

    /// <summary>As they would be typed, but for <c>--json</c>.</summary>
    public string Arguments => string.Create(CultureInfo.InvariantCulture,
        $"{Plan} --kills {Faults}{(Plan == "endurance" ? $" --pauses {Pauses} --events {Events}" : "")} --seconds {Seconds} --seed {Seed}{(Before is null ? "" : " --before FILE")}{(Save ? " --save" : "")}");

    /// <summary>Null when the arguments make no sense.</summary>
    public static Options? Parse(string[] args)
    {
        if (args.Length == 0 || Usual(args[0]) is not { } usual)
            return null;
        int? seconds = null;
        var options = new Options(args[0], usual, 0, Environment.TickCount & 0xffff, false, false);
        if (options.Plan == "endurance")
            options = options with { Pauses = 30, Events = 1_000_000 };
        for (var i = 1; i < args.Length; i++)
        {
            var value = i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : (int?)null;
            switch (args[i])
            {
                case "--json": options = options with { Json = true }; continue;
                case "--save": options = options with { Save = true }; continue;
                case "--kills" when value is not null: options = options with { Faults = value.Value }; break;
                case "--seconds" when value is not null: seconds = value; break;
                case "--seed" when value is not null: options = options with { Seed = value.Value }; break;
                case "--pauses" when value is not null && options.Plan == "endurance": options = options with { Pauses = value.Value }; break;
                case "--events" when value is not null && options.Plan == "endurance": options = options with { Events = value.Value }; break;
                case "--before" when options.Plan == "upgrade" && i + 1 < args.Length && File.Exists(args[i + 1]):
                    options = options with { Before = Path.GetFullPath(args[i + 1]) };
                    break;
                default: return null;
            }

            i++;
        }

        if (options.Plan == "upgrade" && options.Before is null)
            return null;
        return options with
        {
            Seconds = seconds ?? options.Plan switch
            {
                "two-nodes" => 60, "failover" => 15 * options.Faults, "pause-minute" => 90 * options.Faults, "upgrade" => 120 * options.Faults, "endurance" => 7_200,
                _ => 4 * options.Faults,
            },
        };
    }

    // How many faults a plan does unless told; null for what is no plan.
    private static int? Usual(string plan) => plan switch
    {
        "kill" => 50, "two-nodes" or "pause" or "failover" or "postgres" => 10, "pause-minute" => 3, "upgrade" => 1, "endurance" => 300,
        _ => null,
    };
}

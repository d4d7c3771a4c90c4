using System.Text.Json.Nodes;

namespace PlanisoContract.Mock.Stubs.Responses;

/// <summary>Random delays (wiremock.org, "Simulating Faults", "Per-stub random delays").</summary>
internal abstract record DelayDistribution
{
    /// <summary>Milliseconds; below 0 is none.</summary>
    public abstract long Sample(Dice dice);

    public abstract JsonObject ToJson();

    public static DelayDistribution? Read(JsonPlace place)
    {
        if (place.AsObject() is null)
            return null;
        if (place.Member("type") is not { } type)
        {
            place.Expect("a member type: uniform, lognormal or fixed");
            return null;
        }
        DelayDistribution? read = type.Text() switch
        {
            "uniform" => Uniform.Of(place),
            "lognormal" => LogNormal.Of(place),
            "fixed" => new Fixed(place.Member("milliseconds")?.LooseInteger() ?? 0),
            _ => null,
        };
        if (read is null)
            place.Expect("a member type: uniform, lognormal or fixed");
        else
            place.NoOthers();
        return read;
    }

    /// <summary>Each of a range alike.</summary>
    internal sealed record Uniform(int Lower, int Upper) : DelayDistribution
    {
        public static Uniform Of(JsonPlace place)
        {
            var read = new Uniform(place.Member("lower")?.LooseInteger() ?? 0, place.Member("upper")?.LooseInteger() ?? 0);
            if (read.Upper < read.Lower)
                place.Problems.Add($"{place.Pointer}/upper", $"Expected at least lower ({read.Lower}), found {read.Upper}.");
            return read;
        }

        public override long Sample(Dice dice) => dice.Between(Lower, Upper);

        public override JsonObject ToJson() => new() { ["type"] = "uniform", ["lower"] = Lower, ["upper"] = Upper };
    }

    /// <summary>Mostly near the median, seldom far above.</summary>
    internal sealed record LogNormal(double Median, double Sigma, double? Most) : DelayDistribution
    {
        // Of so many above the most, the last one is cut.
        private const int Tries = 10;

        public static LogNormal Of(JsonPlace place)
        {
            var read = new LogNormal(
                place.Member("median")?.LooseNumber() ?? 0, place.Member("sigma")?.LooseNumber() ?? 0, place.Member("maxValue")?.LooseNumber());
            if (read.Most < read.Median)
            {
                place.Problems.Add(place.Pointer, FormattableString.Invariant(
                    $"The max value ({read.Most:0.0###}) has to be greater than or equal to the median ({read.Median:0.0###}). Sigma: {read.Sigma:0.0###}"));
            }
            return read;
        }

        public override long Sample(Dice dice)
        {
            var value = Once(dice);
            for (var more = 0; value > Most && more < Tries; more++)
                value = Once(dice);
            return (long)Math.Min(value, Most ?? value);
        }

        public override JsonObject ToJson()
        {
            var json = new JsonObject { ["type"] = "lognormal", ["median"] = Median, ["sigma"] = Sigma };
            if (Most is { } most)
                json["maxValue"] = most;
            return json;
        }

        private double Once(Dice dice) => Math.Clamp(Math.Round(Math.Exp(dice.Normal() * Sigma) * Median), 0, int.MaxValue);
    }

    /// <summary>Always the same.</summary>
    internal sealed record Fixed(int Milliseconds) : DelayDistribution
    {
        public override long Sample(Dice dice) => Milliseconds;

        public override JsonObject ToJson() => new() { ["type"] = "fixed", ["milliseconds"] = Milliseconds };
    }
}

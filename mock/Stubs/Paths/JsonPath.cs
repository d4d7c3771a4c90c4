using Newtonsoft.Json.Linq;

namespace PlanisoContract.Mock.Stubs.Paths;

/// <summary>A JSON path, parsed. It can be read from many threads.</summary>
internal sealed class JsonPath(string text, PathStep? first, bool isDefinite)
{
    /// <summary>Whether it names one place; else it gives a list.</summary>
    public bool IsDefinite => isDefinite;

    public PathResult Read(JToken document) => Read(document, new PathRun(document));

    /// <summary>What the path finds, beginning at a value inside the document of another path's run.</summary>
    public PathResult Read(JToken start, PathRun outer)
    {
        var run = outer.Inner();
        if (first is null)
            return new PathResult(start);
        first.Take(start, run, true);
        if (run.Failure is not null)
        {
            outer.Fail(run.Failure);
            return new PathResult(null, Failure: run.Failure);
        }
        if (run.IsBroken || (isDefinite && run.Found.Count == 0))
            return default;
        return isDefinite ? new PathResult(run.Found[^1]) : new PathResult(null, run.Found);
    }

    public override string ToString() => text;
}

/// <summary>What a path found.</summary>
/// <param name="Value">Of a definite path: JSON null where null stands there; null where nothing does.</param>
/// <param name="Many">Of an indefinite path: all values, or none. They are still parts of their document: a list made of them copies them.</param>
/// <param name="Failure">Why the path cannot be followed in this document, or null.</param>
internal readonly record struct PathResult(JToken? Value, IReadOnlyList<JToken>? Many = null, string? Failure = null)
{
    /// <summary>Whether there is an answer at all, be it an empty list or JSON null.</summary>
    public bool IsFound => Value is not null || Many is not null;
}

/// <summary>One walk along a path.</summary>
internal sealed class PathRun
{
    private const int MostVisits = 1_000_000;
    private readonly Cost _cost;

    public PathRun(JToken root) : this(root, new Cost())
    {
    }

    private PathRun(JToken root, Cost cost) => (Root, _cost) = (root, cost);

    /// <summary>The whole document: <c>$</c> inside a filter.</summary>
    public JToken Root { get; }

    public List<JToken> Found { get; } = [];

    /// <summary>Whether a place that the path names is not there.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Why the walk ended, with the walks inside it; or null.</summary>
    public string? Failure { get; private set; }

    /// <summary>How long regular expressions that can be slow took.</summary>
    public TimeSpan Searched { get => _cost.Searched; set => _cost.Searched = value; }

    /// <summary>The walk of a path inside a filter: its own finds, the same bounds.</summary>
    public PathRun Inner() => new(Root, _cost);

    public void Fail(string why) => Failure ??= why;

    /// <summary>Whether the walk goes on. A path such as <c>$..*..*</c> in a large document would go on for hours.</summary>
    public bool GoesOn()
    {
        if (++_cost.Visits > MostVisits)
            Fail("The path meets too many values.");
        return Failure is null && !IsBroken;
    }

    /// <summary>Whether a value may be copied: what it holds counts as visited.</summary>
    public bool MayCopy(JToken value)
    {
        if (value is not JContainer container)
            return GoesOn();
        foreach (var _ in container.DescendantsAndSelf())
        {
            if (!GoesOn())
                return false;
        }
        return true;
    }

    private sealed class Cost
    {
        public int Visits { get; set; }

        public TimeSpan Searched { get; set; }
    }
}

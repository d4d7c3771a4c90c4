using Newtonsoft.Json.Linq;

namespace PlanisoContract.Mock.Stubs.Paths;

/// <summary>What a filter asks of each value.</summary>
internal abstract record PathCondition
{
    public abstract bool Holds(JToken value, PathRun run);

    public sealed record Any(PathCondition One, PathCondition Other) : PathCondition
    {
        public override bool Holds(JToken value, PathRun run) => One.Holds(value, run) || Other.Holds(value, run);
    }

    public sealed record All(PathCondition One, PathCondition Other) : PathCondition
    {
        public override bool Holds(JToken value, PathRun run) => One.Holds(value, run) && Other.Holds(value, run);
    }

    public sealed record Not(PathCondition One) : PathCondition
    {
        public override bool Holds(JToken value, PathRun run) => !One.Holds(value, run);
    }

    /// <summary><c>@.name</c> alone: whether there is such a place; a path that gives a list always is.</summary>
    public sealed record Exists(FilterValue.Path Place) : PathCondition
    {
        public override bool Holds(JToken value, PathRun run) => Place.Read(value, run).IsFound;
    }

    /// <summary>Two values and a word or sign between them.</summary>
    public sealed record Comparison(FilterValue Left, PathOperator Operator, FilterValue Right) : PathCondition
    {
        public override bool Holds(JToken value, PathRun run) => Operator(Left.Of(value, run), Right.Of(value, run));
    }

    /// <summary><c>=~</c>: the whole text, or that of any item of a list.</summary>
    public sealed record Like(FilterValue Value, FilterPattern Pattern) : PathCondition
    {
        public override bool Holds(JToken value, PathRun run) => Value.Of(value, run) is JArray items
            ? items.Any(item => Pattern.IsLike(item, run))
            : Pattern.IsLike(Value.Of(value, run), run);
    }
}

/// <summary>A value in a filter: written there, or found by a path.</summary>
internal abstract record FilterValue
{
    /// <summary>The value for the item that the filter is at; null where there is none.</summary>
    public abstract JToken? Of(JToken value, PathRun run);

    public sealed record Written(JToken Value) : FilterValue
    {
        public override JToken? Of(JToken value, PathRun run) => Value;
    }

    public sealed record Path(JsonPath Steps, bool FromRoot) : FilterValue
    {
        public override JToken? Of(JToken value, PathRun run)
        {
            var found = Read(value, run);
            return found.Many is { } many && many.All(run.MayCopy) ? new JArray(many) : found.Value;
        }

        public PathResult Read(JToken value, PathRun run) => Steps.Read(FromRoot ? run.Root : value, run);
    }
}

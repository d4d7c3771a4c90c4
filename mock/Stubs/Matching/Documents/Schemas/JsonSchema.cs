using System.Collections.Immutable;
using Newtonsoft.Json.Linq;

namespace PlanisoContract.Mock.Stubs.Matching.Documents.Schemas;

/// <summary>A JSON schema (json-schema.org, drafts 4 to 2020-12), read once. It can be used from many threads.</summary>
internal sealed class JsonSchema
{
    private ImmutableArray<SchemaCheck> _checks = [];

    /// <summary>Whether null is taken beside what the schema says (OpenAPI's <c>nullable</c>).</summary>
    public bool TakesNull { get; private set; }

    /// <summary>What the schema asks; set once, when it is read, for a schema may refer to itself.</summary>
    public void Complete(ImmutableArray<SchemaCheck> checks, bool takesNull) => (_checks, TakesNull) = (checks, takesNull);

    public bool Takes(JToken value, SchemaRun run) => Errors(value, run) == 0;

    /// <summary>How many of its demands a value does not meet.</summary>
    public int Errors(JToken value, SchemaRun run)
    {
        if (TakesNull && value.Type == JTokenType.Null)
            return 0;
        if (!run.Enter())
            return 1;
        var errors = 0;
        foreach (var check in _checks)
            errors += check(value, run);
        run.Leave();
        return errors;
    }
}

/// <summary>One demand of a schema: how many errors a value makes.</summary>
internal delegate int SchemaCheck(JToken value, SchemaRun run);

/// <summary>One validation, and what it may cost: a schema that refers to itself, and a large document, could go on for hours.</summary>
internal sealed class SchemaRun
{
    private const int MostSteps = 2_000_000;
    private const int MaxDepth = 1_000;
    private int _steps;
    private int _depth;

    public bool Enter()
    {
        if (++_steps > MostSteps || _depth >= MaxDepth)
            return false;
        _depth++;
        return true;
    }

    public void Leave() => _depth--;

    public bool Step() => ++_steps <= MostSteps;
}

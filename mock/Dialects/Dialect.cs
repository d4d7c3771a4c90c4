using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Mock.Dialects.Redmine;
using PlanisoContract.Mock.Dialects.Rest;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Authentication;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Binding.Bodies;
using PlanisoContract.Mock.Simulation.Modes;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Dialects;

/// <summary>How an API reads requests and writes answers: envelope, error shape, request formats, credentials. What it answers is the simulator's.</summary>
internal abstract class Dialect : ICredentialReader, IRequestReader, IResponseWriter
{
    protected static readonly IReadOnlyList<KeyValuePair<string, string>> NoHeaders = [];

    /// <exception cref="NotSupportedException">The mock does not know the contract's dialect.</exception>
    public static Dialect Of(ApiPlan plan) => plan.Contract.Dialect switch
    {
        DialectName.Envelope => new EnvelopeDialect(plan.Rules),
        DialectName.Redmine => new RedmineDialect(plan),
        DialectName.Result => new ResultDialect(plan),
        DialectName.Rest => new RestDialect(plan),
        var other => throw new NotSupportedException($"The mock does not speak the dialect {other} of {plan.Contract.Api}."),
    };

    /// <summary>The key that a request carries, and where.</summary>
    public abstract Credentials Credentials(SimulatedRequest request);

    /// <summary>The login that the key's owner wants to act for, or null.</summary>
    public virtual string? SwitchUser(SimulatedRequest request) => null;

    /// <summary>The headers of a refusal with status 401.</summary>
    public virtual IReadOnlyList<KeyValuePair<string, string>> Challenge(ActiveModes modes) => NoHeaders;

    /// <summary>The request with the method that it stands for: GET for HEAD.</summary>
    public virtual SimulatedRequest EffectiveRequest(SimulatedRequest request, ActiveModes modes) =>
        request.Method == "HEAD" ? request with { Method = "GET" } : request;

    /// <summary>The format that the suffix of a path, or the header Accept, chooses; null where there is no such format.</summary>
    public virtual string? FormatOf(string suffix, ImmutableArray<string> formats, SimulatedRequest request, ActiveModes modes) => "json";

    /// <summary>The part of a list that a request asks for, null for all of it; false where there can be no such part.</summary>
    public virtual bool TryPage(OperationPlan operation, SimulatedRequest request, ActiveModes modes, out Page? page)
    {
        page = null;
        return true;
    }

    /// <summary>The answer to a path, or a method of a path, that is not there; null where the dialect has no answer of its own.</summary>
    public virtual OperationResult? Unrouted(SimulatedRequest request, bool pathIsKnown, ActiveModes modes) => null;

    /// <summary>What a request body says of the record; empty members where it says nothing.</summary>
    public abstract ParsedBody Read(OperationContext context);

    /// <summary>The answer as it goes over the wire.</summary>
    public abstract SimulatedResponse Write(OperationResult result, SimulatedRequest request, ActiveModes modes);

    /// <summary>What one request changes in an answer that others get, too.</summary>
    public virtual SimulatedResponse Finish(SimulatedResponse response, SimulatedRequest request, ActiveModes modes) => response;

    /// <summary>The message in a documented example, or null.</summary>
    public virtual string? MessageIn(JsonNode? example) => null;

    /// <summary>The code in a documented example, or null.</summary>
    public virtual int? CodeIn(JsonNode? example) => null;
}

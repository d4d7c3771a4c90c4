using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Judgments;

/// <summary>Where requests go: paths, methods and query parameters that the contract does not have.</summary>
internal sealed class RouteJudgment(Session session, Findings findings, ClientFaults faults, OperationMatcher matcher) : ExchangeJudgment(session, findings)
{
    private readonly Dictionary<string, ImmutableHashSet<string>> _parameters = session.Contract.Operations
        .ToDictionary(operation => operation.Id, operation => QueryParameters(session.Contract, operation));

    /// <summary>Whether a request that is no operation was meant for the API: by its path, or by what it was answered in.</summary>
    public bool IsOfApi(ObservedExchange exchange) => matcher.Fitting(exchange.Path).Any() || matcher.WithoutFormat(exchange.Exchange.Method, exchange.Path) is not null
        || (matcher.Prefix.Length > 0 && exchange.Recorded.ResponseHeader("content-type") is { } type
            && (type.Contains("json", StringComparison.OrdinalIgnoreCase) || type.Contains("xml", StringComparison.OrdinalIgnoreCase)));

    public override void Judge(ObservedExchange exchange)
    {
        if (exchange.Operation is { } operation)
        {
            foreach (var name in exchange.Query.Select(parameter => parameter.Key).Where(name => !IsDeclared(operation, name)))
                faults.Note(exchange, $"The query sends {name}, which the operation does not have.");
            // Alone on a read, there is nothing else to refuse.
            if (!operation.Writes && exchange.Answer.Outcome == Outcome.BadRequest && exchange.Query["callback"].Any() && exchange.QueryHasOnly(name => name == "callback"))
                Findings.Saw(ApiRule(Behaviors.Jsonp), "refused", exchange);
            return;
        }
        if (exchange.Exchange.Method == "HEAD" || exchange.Recorded.RequestHeader("x-http-method-override") is not null)
            return;
        if (matcher.Fitting(exchange.Path).Select(fitting => fitting.Operation.Method.Method).Distinct().ToArray() is { Length: > 0 } methods)
        {
            faults.Note(exchange, $"No operation has this method here; there is {string.Join(", ", methods)}.");
            if (exchange.Exchange.Status == 405)
                Findings.Saw(ApiRule(Behaviors.UnroutedMethod), "method-not-allowed", exchange);
            if (exchange.Exchange is { Status: >= 200 and < 300, Method: "POST" or "PUT" or "DELETE" } && matcher.Fitting(exchange.Path).Select(fitting => fitting.Operation.Resource).Distinct().ToArray() is [var resource])
                Findings.Saw(Rule(Behaviors.NoWrites, Place.Of(Contract.Resource(resource))), "accepted", exchange);
        }
        else if (matcher.WithoutFormat(exchange.Exchange.Method, exchange.Path) is not null)
        {
            faults.Note(exchange, $"The path lacks a suffix: {string.Join(" or ", Contract.Formats.Select(format => $".{format}"))}.");
            if (ApiRule(Behaviors.FormatRequired) is { } required)
            {
                if (exchange.Answer.Succeeded)
                    Findings.Violated(required, required.Behavior.Summary, exchange.Answer.Summary, exchange);
                else if (exchange.Exchange.Status == 406)
                    Findings.Holds(required);
            }
        }
        else
        {
            faults.Note(exchange, "No operation has this path.");
            if (exchange.Answer.Succeeded && System.IO.Path.GetExtension(exchange.Path) is { Length: > 1 } suffix && !Contract.Formats.Contains(suffix[1..])
                && matcher.WithoutFormat(exchange.Exchange.Method, exchange.Path[..^suffix.Length]) is not null)
                Findings.Saw(ApiRule(Behaviors.FormatUnknown), "json", exchange);
        }
    }

    private bool IsDeclared(Operation operation, string name) => CredentialReader.IsSecretParameter(name) || operation.Filter?.Parameter == name
        || _parameters[operation.Id].Contains(name.EndsWith("[]", StringComparison.Ordinal) ? name[..^2] : name);

    // Those of the path hold for each of its operations.
    private static ImmutableHashSet<string> QueryParameters(Contract contract, Operation operation)
    {
        var path = operation.Pointer[..operation.Pointer.LastIndexOf('/')];
        return
        [
            .. new[] { path, operation.Pointer }.SelectMany(pointer => Pointer.Find(contract.Json, pointer)?["parameters"] as JsonArray ?? [])
                .Select(parameter => Pointer.Follow(contract.Json, parameter, "").Node).Where(parameter => parameter?["in"]?.ToString() == "query")
                .Select(parameter => parameter!["name"]!.ToString()).Select(name => name.EndsWith("[]", StringComparison.Ordinal) ? name[..^2] : name),
        ];
    }
}

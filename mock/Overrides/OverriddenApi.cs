using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using PlanisoContract.Mock.Dialects;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Authentication;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Routing;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Overrides;

/// <summary>An API as overrides need it: which operation a request is for, and how the API refuses one.</summary>
internal sealed partial class OverriddenApi
{
    private readonly ApiPlan _plan;
    private readonly Dialect _dialect;
    private readonly Authenticator _authenticator;
    private readonly SharedTables _shared;
    private readonly ImmutableArray<OperationResults> _results;

    public OverriddenApi(Contract contract)
    {
        _plan = ApiPlan.Of(contract);
        _dialect = Dialect.Of(_plan);
        _authenticator = new Authenticator(_plan, _dialect);
        _shared = new SharedTables(_plan);
        _results = [.. _plan.Operations.Select(operation => new OperationResults(operation, _dialect))];
    }

    /// <summary>The request in the contract's terms, or null where no operation has it.</summary>
    public ContractRequest? Identify(SimulatedRequest request, RouteMatch match, Silos silos, Silo defaultSilo, TimeProvider clock)
    {
        var sender = _authenticator.Authenticate(request, silos, defaultSilo);
        var context = new RequestContext(
            _dialect.EffectiveRequest(request, sender.State.Modes), sender, defaultSilo.StateOf(_plan.Contract), silos, clock);
        return match.Route.For(context.Request.Method) is { } operation && !(request.Method == "HEAD" && operation.Writes)
            ? new ContractRequest(this, context, match, operation) : null;
    }

    public bool HasKey(SimulatedRequest request, string key) => _dialect.Credentials(request).Keys?.Contains(key) == true;

    /// <summary>What stands for an answer where none is sent.</summary>
    public static SimulatedResponse NoAnswer(ContractRequest request) => Empty(request, 0);

    /// <summary>The documented answer of a status in the API's own words; where none is documented, what the API would say.</summary>
    public SimulatedResponse Refuse(ContractRequest request, int status)
    {
        if (status < 400)
            return Empty(request, status);
        var (context, match, operation) = (request.Context, request.Match, request.Plan);
        var format = _dialect.FormatOf(match.Suffix, match.Route.Formats, context.Modes) ?? _plan.Contract.Formats[0];
        var sent = Sent(request, format);
        var errors = Errors(operation, status, sent).ToImmutableArray();
        string? Known(string name) => name == operation.Resource.Identity.Field.Name && match.Identity.Length > 0 ? match.Identity : sent.Text(name);
        var result = _results[operation.Index].Refusal(status, Phrase(status), Known) with
        {
            Format = format,
            // Where an API tells apart what cannot be read and what is refused, 400 is the former.
            Malformed = status == 400,
            Headers = status == 401 ? _dialect.Challenge(context.Modes) : [],
            Data = errors.Any(error => error.Missing) ? new ResultData.Errors(errors) : null,
        };
        if (DocumentedMessage.Of(operation.Resource, Documented(operation, status), status, errors, Known) is { } message)
            result = result with { Message = message };
        // An API may refuse under another status, but this one was asked for.
        return _dialect.Write(result, context.Request, context.Modes) with
        {
            Status = status,
            Operation = operation,
            Errors = [.. errors.Where(error => error.Missing).Select(error => KeyValuePair.Create(error.Name, error.Message))],
        };
    }

    private BoundRecord Sent(ContractRequest request, string format)
    {
        var context = new OperationContext(_results[request.Plan.Index], request.Context, _shared)
        {
            Parameters = new OperationParameters(request.Match.Identity, null, request.Match.Filter, format, null),
        };
        return new BoundRecord(request.Plan.Resource, request.Plan.Writes ? _dialect.Read(context).Members : null);
    }

    // What is missing is a field that must be there; what conflicts is what was sent of that which the document's message names.
    private IEnumerable<FieldError> Errors(OperationPlan operation, int status, BoundRecord sent)
    {
        if (status is 400 or 422 && operation.Kind is OperationKind.Create or OperationKind.Update)
        {
            var resource = operation.Resource;
            var field = resource.Fields.FirstOrDefault(field => field is { Written: true, Field.Required: true }) ?? resource.FirstText;
            return field is null ? [] : [new FieldError(sent.NameOf(field), "It is required.") { Missing = true }];
        }
        return status != 409 ? [] : Placeholder().Matches(Documented(operation, status) ?? "").Select(placeholder => placeholder.Groups[1].Value)
            .Where(name => sent.Text(name) is not null).Select(name => new FieldError(name, "", status));
    }

    private string? Documented(OperationPlan operation, int status) => _dialect.MessageIn(operation.Operation.Answer(status)?.Example);

    private static SimulatedResponse Empty(ContractRequest request, int status) => new(status, null, [], default) { Operation = request.Plan };

    private static string Phrase(int status)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        return response.ReasonPhrase is { Length: > 0 } phrase ? phrase + "." : $"Status {status}.";
    }

    [GeneratedRegex(@"\{([A-Za-z0-9_-]+)\}")]
    private static partial Regex Placeholder();
}

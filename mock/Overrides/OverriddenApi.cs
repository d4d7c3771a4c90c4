using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using PlanisoContract.Mock.Dialects;
using PlanisoContract.Mock.Simulation;
using PlanisoContract.Mock.Simulation.Authentication;
using PlanisoContract.Mock.Simulation.Binding;
using PlanisoContract.Mock.Simulation.Handlers;
using PlanisoContract.Mock.Simulation.Routing;
using PlanisoContract.Mock.Simulation.Storage;
using PlanisoContract.Mock.Simulation.Writing;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.Overrides;

/// <summary>An API as overrides need it: which operation a request is for, and how the API refuses one.</summary>
internal sealed class OverriddenApi(Simulator simulator)
{
    /// <summary>The request in the contract's terms, or null where no operation has it.</summary>
    public ContractRequest? Identify(SimulatedRequest request, RouteMatch match, Silos silos, Silo defaultSilo)
    {
        var context = simulator.Authenticate(request, silos, defaultSilo);
        return simulator.EndpointOf(match, request, context) is { } endpoint ? new ContractRequest(this, context, match, endpoint) : null;
    }

    public bool HasKey(SimulatedRequest request, string key) => simulator.Dialect.Credentials(request).Keys?.Contains(key) == true;

    /// <summary>What stands for an answer where none is sent.</summary>
    public static SimulatedResponse NoAnswer(ContractRequest request) => Empty(request, 0);

    /// <summary>The API's refusal of a request that cannot be answered for now.</summary>
    public SimulatedResponse RefuseUnavailable(SimulatedRequest request, RouteMatch? match, Silos silos, Silo defaultSilo, string reason)
    {
        const int unavailable = 503;
        var response = match is not null && Identify(request, match, silos, defaultSilo) is { } asked ? Refuse(asked, unavailable)
            : simulator.Dialect.Write(new OperationResult(unavailable, reason), request, defaultSilo.StateOf(simulator.Plan.Contract).Modes) with { Status = unavailable };
        return response with { Headers = [.. response.Headers, KeyValuePair.Create("Retry-After", "1")] };
    }

    /// <summary>The documented answer of a status in the API's own words; where none is documented, what the API would say.</summary>
    public SimulatedResponse Refuse(ContractRequest request, int status)
    {
        if (status < 400)
            return Empty(request, status);
        var (context, match, endpoint, dialect) = (request.Context, request.Match, request.Endpoint, simulator.Dialect);
        var operation = endpoint.Operation;
        var format = endpoint.Binder.Format(match, context) ?? simulator.Plan.Contract.Formats[0];
        var sent = Sent(request, format);
        var errors = Errors(endpoint, status, sent).ToImmutableArray();
        string? Known(string name) => name == operation.Resource.Identity.Field.Name && match.Identity.Length > 0 ? match.Identity : sent.Text(name);
        var result = endpoint.Results.Refusal(status, Phrase(status), Known) with
        {
            Format = format,
            // Where an API tells apart what cannot be read and what is refused, 400 is the former.
            Malformed = status == 400,
            Headers = status == 401 ? dialect.Challenge(context.Modes) : [],
            Data = errors.Any(error => error.Missing) ? new ResultData.Errors(errors) : null,
        };
        if (DocumentedMessage.Of(operation.Resource, endpoint.Results.Documented(status), status, errors, Known) is { } message)
            result = result with { Message = message };
        // An API may refuse under another status, but this one was asked for.
        return dialect.Write(result, context.Request, context.Modes) with
        {
            Status = status,
            Operation = operation,
            Refusal = result.Message,
            Errors = [.. errors.Where(error => error.Missing).Select(error => KeyValuePair.Create(error.Name, error.Message))],
        };
    }

    private BoundRecord Sent(ContractRequest request, string format)
    {
        var context = request.Endpoint.Binder.Context(request.Context, new OperationParameters(request.Match.Identity, null, request.Match.Filter, format, null));
        return new BoundRecord(request.Plan.Resource, request.Plan.Writes ? simulator.Dialect.Read(context).Members : null);
    }

    // What is missing is a field that must be there; what conflicts is what was sent of that which the document's message names.
    private static IEnumerable<FieldError> Errors(OperationEndpoint endpoint, int status, BoundRecord sent)
    {
        if (status is 400 or 422 && endpoint.Operation.Kind is OperationKind.Create or OperationKind.Update)
        {
            var resource = endpoint.Operation.Resource;
            var field = resource.Fields.FirstOrDefault(field => field is { Written: true, Field.Required: true }) ?? resource.FirstText;
            return field is null ? [] : [new FieldError(sent.NameOf(field), "It is required.") { Missing = true }];
        }
        return status != 409 ? [] : DocumentedMessage.NamesIn(endpoint.Results.Documented(status) ?? "")
            .Where(name => sent.Text(name) is not null).Select(name => new FieldError(name, "", status));
    }

    private static SimulatedResponse Empty(ContractRequest request, int status) => new(status, null, [], default) { Operation = request.Plan };

    private static string Phrase(int status)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        return response.ReasonPhrase is { Length: > 0 } phrase ? phrase + "." : $"Status {status}.";
    }
}

using System.Collections.Immutable;
using Microsoft.Extensions.Primitives;
using PlanisoContract.Mock.Simulation;

namespace PlanisoContract.Mock.Journal;

/// <summary>What a request was answered by.</summary>
internal enum AnsweredBy
{
    /// <summary>The contract, acted out.</summary>
    Contract,

    /// <summary>An override, alone or on top of the contract.</summary>
    Override,

    /// <summary>A stub of WireMock.Net.</summary>
    Stub,

    /// <summary>No API has the path.</summary>
    Nothing,
}

/// <summary>One exchange of the mock.</summary>
/// <param name="Id">Counts from 1 over the life of the mock.</param>
/// <param name="At">When the answer was ready.</param>
/// <param name="Method">Upper case.</param>
/// <param name="Path">As sent.</param>
/// <param name="Query">As sent, without the question mark.</param>
/// <param name="RequestHeaders">As sent.</param>
/// <param name="RequestBody">As sent, or its first bytes where it was too long.</param>
/// <param name="Response">What was answered.</param>
/// <param name="AnsweredBy">By what.</param>
internal sealed record JournalEntry(
    long Id,
    DateTimeOffset At,
    string Method,
    string Path,
    string Query,
    ImmutableArray<KeyValuePair<string, StringValues>> RequestHeaders,
    ReadOnlyMemory<byte> RequestBody,
    SimulatedResponse Response,
    AnsweredBy AnsweredBy)
{
    /// <summary>From the request's arrival to the end of the answer; zero while that is under way.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>The overrides that had a say in the answer.</summary>
    public ImmutableArray<int> Overrides { get; init; } = [];

    /// <summary>What it takes of <see cref="RequestJournal.MaxBytes"/>.</summary>
    public int Bytes { get; init; }

    /// <summary>The name of the API; null where none has the path.</summary>
    public string? Api => Response.Operation?.Api.Contract.Api;

    /// <summary>The <c>operationId</c>, or null.</summary>
    public string? OperationId => Response.Operation?.Operation.OperationId;

    /// <summary>Whether it was refused, whatever the status says.</summary>
    public bool IsRefused => Response.Refusal is not null || Response.Status >= 400;

    /// <summary>A header of the request, or null.</summary>
    public string? RequestHeader(string name)
    {
        foreach (var (other, values) in RequestHeaders)
        {
            if (string.Equals(other, name, StringComparison.OrdinalIgnoreCase))
                return values;
        }
        return null;
    }
}

public import ArgumentParser
public import Curation
public import Interchange

// What a command line can name by its raw value.
extension DivisionMethod: ExpressibleByArgument {}
extension PoolFormat: ExpressibleByArgument {}
extension QueueFormat: ExpressibleByArgument {}
extension Reason: ExpressibleByArgument {}
extension Verdict: ExpressibleByArgument {}

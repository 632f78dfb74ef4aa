import fc from 'fast-check'

// The same cases in every run, so that what fails once can be looked at; PROPERTY_SEED tries others.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20261124) })
